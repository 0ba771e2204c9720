using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Coordinator.Searches;

/// <summary>Tells the records of searches from those of sweeps.</summary>
internal static class SearchRecords
{
    /// <summary>
    /// The plan of a record that may be that of a search; null where it cannot be, which is seen without reading it, or
    /// where this version does not read it.
    /// </summary>
    public static SweepPlan? PlanOf(SweepRecord record, ISweepDefinitions definitions)
    {
        if (!record.SpecText.Contains("search", StringComparison.Ordinal))
            return null;
        try
        {
            return definitions.PlanOf(record);
        }
        catch (SweepUnreadableException)
        {
            return null;
        }
    }
}
