using System.Runtime.CompilerServices;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Lookup;

/// <summary>Looks up the results of a whole grid by their keys, from whatever sweep they came.</summary>
public static class GridLookup
{
    /// <summary>How many trials are looked up at a time.</summary>
    public const int PageSize = 10_000;

    /// <summary>Every trial of the grid in canonical order, read page by page: never all in memory.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static IAsyncEnumerable<GridResult> ReadAsync(
        SweepPlan plan, IResultStore store, CancellationToken cancellation) =>
        ReadAsync(plan, store, first: 0, PageSize, cancellation);

    /// <summary>
    /// The trials from the one at <paramref name="first"/> on, <paramref name="atOnce"/> of them looked up at a time.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async IAsyncEnumerable<GridResult> ReadAsync(
        SweepPlan plan, IResultStore store, long first, int atOnce,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (; first < plan.Grid.Count; first += atOnce)
        {
            var keys = new TrialKey[Math.Min(atOnce, plan.Grid.Count - first)];
            for (var i = 0; i < keys.Length; i++)
                keys[i] = plan.Keys.Trial(plan.Grid[first + i]);
            var results = await store.FindAsync(keys, cancellation).ConfigureAwait(false);
            for (var i = 0; i < keys.Length; i++)
                yield return new GridResult(first + i, keys[i], results[i]);
        }
    }
}

/// <summary>What the store holds of one trial.</summary>
/// <param name="Trial">Its index in the canonical grid.</param>
/// <param name="Key">Its key.</param>
/// <param name="Result">Its result; null where there is none.</param>
public readonly record struct GridResult(long Trial, TrialKey Key, StoredResult? Result);
