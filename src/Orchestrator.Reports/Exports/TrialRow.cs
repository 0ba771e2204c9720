using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Exports;

/// <summary>A trial that has ended, one way or the other.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Key">Its key.</param>
/// <param name="Stored">Its result; null when it failed.</param>
/// <param name="Failure">Its failure; null when it has a result.</param>
internal sealed record TrialRow(Trial Trial, TrialKey Key, StoredResult? Stored, StoredFailure? Failure);
