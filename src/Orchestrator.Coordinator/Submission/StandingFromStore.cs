using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Lookup;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Submission;

/// <summary>How a sweep stands that only the store knows, as where the journal was lost.</summary>
internal static class StandingFromStore
{
    /// <summary>Counts the results that the store holds of the grid.</summary>
    public static async Task<SweepStanding> CountAsync(SweepRecord record, SweepPlan plan, IResultStore store)
    {
        var completed = 0L;
        await foreach (var trial in GridLookup.ReadAsync(plan, store, CancellationToken.None).ConfigureAwait(false))
            completed += trial.Result is null ? 0 : 1;
        return new SweepStanding(record, SweepStatus.None, plan.Grid.Count, completed, Failed: 0);
    }
}
