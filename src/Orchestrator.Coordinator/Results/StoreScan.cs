using Orchestrator.Coordinator.Progress;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Results;

/// <summary>Looks up which trials of a sweep already have a result under their key, from whatever sweep.</summary>
internal static class StoreScan
{
    private const int PageSize = 2_000;

    /// <summary>Goes through the whole grid, page by page.</summary>
    public static async Task<StoreScanned> RunAsync(SweepPlan plan, IResultStore store, CancellationToken cancellation)
    {
        var found = new TrialSet();
        var tally = new ProgressTally(plan);
        for (var first = 0L; first < plan.Grid.Count; first += PageSize)
        {
            var count = (int)Math.Min(PageSize, plan.Grid.Count - first);
            var keys = Enumerable.Range(0, count).Select(i => plan.Keys.Trial(plan.Grid[first + i])).ToArray();
            var results = await store.FindAsync(keys, cancellation).ConfigureAwait(false);
            for (var i = 0; i < count; i++)
            {
                if (results[i] is not { } stored)
                    continue;
                found.Add(first + i);
                tally.Add(first + i, stored.Result.Accuracy);
            }
        }

        return new StoreScanned([.. found.Ranges()], found.Count, tally);
    }
}

/// <summary>What the scan found.</summary>
internal sealed record StoreScanned(IReadOnlyList<TrialRange> Trials, long Count, ProgressTally Tally);
