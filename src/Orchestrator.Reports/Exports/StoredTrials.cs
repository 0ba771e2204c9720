using System.Runtime.CompilerServices;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Lookup;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Reports.Exports;

/// <summary>The ended trials of a sweep as the store holds them.</summary>
/// <param name="plan">The sweep's plan.</param>
/// <param name="sweepId">The sweep's id, under which its failures are stored.</param>
/// <param name="store">Where the results are.</param>
public sealed class StoredTrials(SweepPlan plan, string sweepId, IResultStore store) : ITrialSource
{
    /// <inheritdoc/>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async IAsyncEnumerable<EndedTrial> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var failures = (await store.ListFailuresAsync(sweepId, cancellation)).ToDictionary(f => f.Trial);
        await foreach (var (trial, key, result) in GridLookup.ReadAsync(plan, store, cancellation))
        {
            var failure = result is null ? failures.GetValueOrDefault(trial) : null;
            if (result is not null || failure is not null)
                yield return new EndedTrial(trial, key, result, failure);
        }
    }
}
