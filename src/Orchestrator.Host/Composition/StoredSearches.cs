using Orchestrator.Journal.Contracts;
using Orchestrator.Reports.Exports;
using Orchestrator.Reports.Searches;
using Orchestrator.Reports.Tables;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Search;

namespace Orchestrator.Host.Composition;

/// <summary>Searches across trials as the store holds them: by the results of their rounds.</summary>
internal static class StoredSearches
{
    /// <summary>The best settings of a search, so far.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static Task<SummaryReport> LeaderboardAsync(
        SweepPlan plan, IResultStore store, CancellationToken cancellation) =>
        Leaderboard.BuildAsync(new SearchPlan(plan.Definition), part => SourceOf(part, store), cancellation);

    /// <summary>The trials of a sweep, or of the rounds of a search: all, completed and failed.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<(long Total, long Completed, long Failed)> CountAsync(
        SweepPlan plan, string id, IResultStore store, CancellationToken cancellation)
    {
        if (plan.Definition.Spec.Search is null)
        {
            var failures = await store.ListFailuresAsync(id, cancellation);
            var completed = await StoredSweeps.CountCompletedAsync(plan, store, cancellation);
            return (plan.Grid.Count, completed, failures.Count);
        }

        var search = new SearchPlan(plan.Definition);
        var replay = await SearchReplay.ReadAsync(search, part => SourceOf(part, store), cancellation);
        return (Math.Max(search.PlannedTrials, replay.Counts.Total), replay.Counts.Completed, replay.Counts.Failed);
    }

    private static Task<ITrialSource?> SourceOf(SweepPlan part, IResultStore store) =>
        Task.FromResult<ITrialSource?>(new StoredTrials(part, part.Definition.Id, store));
}
