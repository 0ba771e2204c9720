using System.Runtime.CompilerServices;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Exports;

/// <summary>
/// The ended trials of a sweep in the order of the canonical grid, read page by page: never all in memory.
/// </summary>
/// <param name="plan">The sweep's plan.</param>
/// <param name="sweepId">The sweep's id, under which its failures are stored.</param>
/// <param name="store">Where the results are.</param>
internal sealed class TrialRows(SweepPlan plan, string sweepId, IResultStore store)
{
    /// <summary>How many trials are looked up at a time.</summary>
    public const int PageSize = 10_000;

    private long _completed;
    private long _failed;

    /// <summary>What the reading met so far.</summary>
    public ExportCounts Counts => new(plan.Grid.Count, _completed, _failed);

    /// <summary>Reads them from the first to the last.</summary>
    public async IAsyncEnumerable<TrialRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var failures = (await store.ListFailuresAsync(sweepId, cancellation)).ToDictionary(f => f.Trial);
        var keys = new List<TrialKey>();
        for (long first = 0; first < plan.Grid.Count; first += PageSize)
        {
            var count = (int)Math.Min(PageSize, plan.Grid.Count - first);
            keys.Clear();
            for (var i = 0; i < count; i++)
                keys.Add(plan.Keys.Trial(plan.Grid[first + i]));
            var found = await store.FindAsync(keys, cancellation);
            for (var i = 0; i < count; i++)
            {
                var failure = found[i] is null ? failures.GetValueOrDefault(first + i) : null;
                if (found[i] is null && failure is null)
                    continue;
                Count(failure);
                yield return new TrialRow(plan.Grid[first + i], keys[i], found[i], failure);
            }
        }
    }

    private void Count(StoredFailure? failure)
    {
        if (failure is null)
            _completed++;
        else
            _failed++;
    }
}
