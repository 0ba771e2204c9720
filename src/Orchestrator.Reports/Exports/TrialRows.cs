using System.Runtime.CompilerServices;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Lookup;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Reports.Exports;

/// <summary>
/// The ended trials of a sweep in the order of the canonical grid, read page by page: never all in memory.
/// </summary>
/// <param name="plan">The sweep's plan.</param>
/// <param name="sweepId">The sweep's id, under which its failures are stored.</param>
/// <param name="store">Where the results are.</param>
internal sealed class TrialRows(SweepPlan plan, string sweepId, IResultStore store)
{
    private long _completed;
    private long _failed;

    /// <summary>What the reading met so far.</summary>
    public ExportCounts Counts => new(plan.Grid.Count, _completed, _failed);

    /// <summary>Reads them from the first to the last.</summary>
    public async IAsyncEnumerable<TrialRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var failures = (await store.ListFailuresAsync(sweepId, cancellation)).ToDictionary(f => f.Trial);
        await foreach (var (trial, key, result) in GridLookup.ReadAsync(plan, store, cancellation))
        {
            var failure = result is null ? failures.GetValueOrDefault(trial) : null;
            if (result is null && failure is null)
                continue;
            Count(failure);
            yield return new TrialRow(plan.Grid[trial], key, result, failure);
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
