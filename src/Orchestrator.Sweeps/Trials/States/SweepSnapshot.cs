namespace Orchestrator.Sweeps.Trials.States;

/// <summary>A <see cref="SweepState"/> in the form that is stored.</summary>
public sealed record SweepSnapshot(
    SweepStatus Status,
    string Name,
    long TrialCount,
    int Attempts,
    IReadOnlyList<TrialRange> Completed,
    IReadOnlyDictionary<long, TrialFailure> Failures);
