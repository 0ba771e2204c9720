using Orchestrator.Coordinator.Progress;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Diagnostics;

/// <summary>What is open at one moment: the sum over what each sweep shows its watchers.</summary>
/// <param name="Running">Sweeps and searches that run.</param>
/// <param name="Paused">Sweeps and searches that are paused.</param>
/// <param name="PendingTrials">
/// Trials of open sweeps that have not ended. A search has none of its own: its rounds are sweeps.
/// </param>
internal readonly record struct SweepCensus(long Running, long Paused, long PendingTrials)
{
    /// <summary>One sweep, or search; null: none.</summary>
    public static SweepCensus Of(SweepProgress? sweep) => sweep switch
    {
        { Status: SweepStatus.Running } => new(1, 0, Pending(sweep)),
        { Status: SweepStatus.Paused } => new(0, 1, Pending(sweep)),
        _ => default,
    };

    public static SweepCensus operator +(SweepCensus a, SweepCensus b) =>
        new(a.Running + b.Running, a.Paused + b.Paused, a.PendingTrials + b.PendingTrials);

    public static SweepCensus operator -(SweepCensus a, SweepCensus b) =>
        new(a.Running - b.Running, a.Paused - b.Paused, a.PendingTrials - b.PendingTrials);

    private static long Pending(SweepProgress sweep) =>
        sweep.IsSearch ? 0 : Math.Max(0, sweep.Total - sweep.Completed - sweep.Failed);
}
