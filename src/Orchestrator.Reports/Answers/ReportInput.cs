using Orchestrator.Journal.Contracts;
using Orchestrator.Reports.Exports;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Reports.Answers;

/// <summary>A sweep that is to be reported, and where its results are.</summary>
/// <param name="Plan">The sweep's plan.</param>
/// <param name="Trials">Its ended trials.</param>
/// <param name="Traces">The traces of its generator fits.</param>
public sealed record ReportInput(SweepPlan Plan, ITrialSource Trials, ITraceSource Traces)
{
    /// <summary>A sweep as the store holds it.</summary>
    /// <param name="plan">The sweep's plan.</param>
    /// <param name="sweepId">The sweep's id, under which its failures are stored.</param>
    /// <param name="store">Where the results are.</param>
    public static ReportInput Stored(SweepPlan plan, string sweepId, IResultStore store) =>
        new(plan, new StoredTrials(plan, sweepId, store), new StoredTraces(store));
}
