using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Coordinator.Submission;

/// <summary>Turns the record of a sweep back into its plan. Thread-safe.</summary>
public interface ISweepDefinitions
{
    /// <summary>The plan that the record was made of.</summary>
    /// <exception cref="SweepUnreadableException">This version of the program does not read its spec.</exception>
    SweepPlan PlanOf(SweepRecord record);
}
