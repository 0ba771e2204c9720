using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Contracts;

/// <summary>A submitted sweep.</summary>
/// <param name="Id">
/// Twelve hexadecimal digits that follow from the definition: the same spec and data have the same id.
/// </param>
/// <param name="Name">The name in the spec; several sweeps may share it.</param>
/// <param name="SpecText">The spec as written.</param>
/// <param name="SpecPath">
/// Where the spec was read from, for messages and relative paths; a built-in sweep has none.
/// </param>
/// <param name="DatasetHash">The content hash of the data set.</param>
/// <param name="SubmittedAt">When it was first submitted.</param>
/// <param name="Priority">A sweep of a higher one is served before the others; 0 when nothing was said.</param>
/// <param name="IdempotencyKey">
/// What the caller named this submission with, so that sending it again is no second one; no two sweeps share one.
/// </param>
public sealed record SweepRecord(
    string Id,
    string Name,
    string SpecText,
    string? SpecPath,
    Digest DatasetHash,
    DateTimeOffset SubmittedAt,
    int Priority = 0,
    string? IdempotencyKey = null);

/// <summary>A result with the facts of the execution that gave it.</summary>
public sealed record StoredResult(TrialResult Result, TrialTimings Timings);

/// <summary>A trial of one sweep that failed for good.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Trial">The index in its canonical grid.</param>
/// <param name="Key">The trial's key: a result under it, from whatever sweep, takes the failure off the list.</param>
/// <param name="Error">The last error, in one line.</param>
/// <param name="Attempts">How many times it was started.</param>
public sealed record StoredFailure(string SweepId, long Trial, TrialKey Key, string Error, int Attempts);

/// <summary>What one transaction stores.</summary>
public sealed record StoreBatch(
    IReadOnlyList<StoredResult> Results, IReadOnlyList<StoredFailure> Failures, IReadOnlyList<GeneratorTrace> Traces);
