using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Execution;

/// <summary>A stage that has ended: what a trace shows and metrics count.</summary>
/// <param name="Lease">The lease that it is part of, with the trace's parent.</param>
/// <param name="Stage">One of the words of <see cref="StageNames"/>.</param>
/// <param name="Algorithm">The generator or model; empty for other stages.</param>
/// <param name="Trials">How many trials of the lease wait for it.</param>
/// <param name="Start">When it began.</param>
/// <param name="Duration">
/// How long it took; without what was done between the parts of it, where it has several.
/// </param>
/// <param name="Error">What it threw, in one line; null where it did not.</param>
public sealed record StageSpan(
    LeaseGranted Lease,
    string Stage,
    string Algorithm,
    int Trials,
    DateTimeOffset Start,
    TimeSpan Duration,
    string? Error);
