using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Reports.Reproductions;

/// <summary>A sweep of an experiment as it was run.</summary>
/// <param name="Name">The name that the experiment gives it: without the size.</param>
/// <param name="Plan">Its plan, in the size that was run.</param>
public sealed record ExperimentSweep(string Name, SweepPlan Plan);
