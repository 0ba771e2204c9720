using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Exports;

/// <summary>A trial that has ended, as its source tells it: with a result or with a failure.</summary>
/// <param name="Trial">Its index in the canonical grid.</param>
/// <param name="Key">Its key.</param>
/// <param name="Stored">Its result; null where it failed.</param>
/// <param name="Failure">Its failure; null where it has a result.</param>
public sealed record EndedTrial(long Trial, TrialKey Key, StoredResult? Stored, StoredFailure? Failure);
