using Orchestrator.Coordinator.Progress;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Lookup;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Results;

/// <summary>Looks up which trials of a sweep already have a result under their key, from whatever sweep.</summary>
internal static class StoreScan
{
    /// <summary>Goes through the whole grid, page by page.</summary>
    public static async Task<StoreScanned> RunAsync(SweepPlan plan, IResultStore store, CancellationToken cancellation)
    {
        var found = new TrialSet();
        var tally = new ProgressTally(plan);
        await foreach (var (trial, _, result) in GridLookup.ReadAsync(plan, store, cancellation).ConfigureAwait(false))
        {
            if (result is null)
                continue;
            found.Add(trial);
            tally.Add(trial, result.Result.Accuracy);
        }

        return new StoreScanned([.. found.Ranges()], found.Count, tally);
    }
}

/// <summary>What the scan found.</summary>
internal sealed record StoreScanned(IReadOnlyList<TrialRange> Trials, long Count, ProgressTally Tally);
