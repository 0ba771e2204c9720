using System.Runtime.CompilerServices;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Lookup;
using Orchestrator.Protocol;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>Reads the trials of a sweep page by page from the store: never all in memory.</summary>
internal sealed class TrialReader(IResultStore store)
{
    /// <summary>The most trials of one page.</summary>
    public const int LargestPage = 10_000;

    /// <summary>How many trials a page has where nothing is asked for.</summary>
    public const int UsualPage = 1000;

    // A page is closed once it has this many bytes: clients commonly take messages of 4 MiB.
    private const int MostBytes = 1024 * 1024;

    // A page that filters is closed after so many trials were looked at, so that every answer comes soon.
    private const int MostLookedAt = 20 * GridLookup.PageSize;

    /// <summary>
    /// One page, and the index after the last trial that was looked at. A page may have fewer trials than asked for,
    /// even none, before the grid is at its end.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<(List<Wire.Trial> Page, long Next)> ReadPageAsync(
        TrialQuery query, int size, CancellationToken cancellation)
    {
        var page = new List<Wire.Trial>();
        var next = query.First;
        var bytes = 0;
        await foreach (var (index, trial) in ReadAsync(query, size, cancellation).ConfigureAwait(false))
        {
            next = index + 1;
            if (trial is not null)
            {
                page.Add(trial);
                bytes += trial.CalculateSize();
            }

            if (page.Count == size || bytes >= MostBytes || next - query.First >= MostLookedAt)
                break;
        }

        return (page, next);
    }

    /// <summary>All of them, in pages.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async IAsyncEnumerable<Wire.TrialPage> ReadAllAsync(
        TrialQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var page = new Wire.TrialPage();
        var bytes = 0;
        await foreach (var (_, trial) in ReadAsync(query, int.MaxValue, cancellation).ConfigureAwait(false))
        {
            if (trial is null)
                continue;
            page.Trials.Add(trial);
            bytes += trial.CalculateSize();
            if (page.Trials.Count < UsualPage && bytes < MostBytes)
                continue;
            yield return page;
            page = new Wire.TrialPage();
            bytes = 0;
        }

        if (page.Trials.Count > 0)
            yield return page;
    }

    private async IAsyncEnumerable<(long Index, Wire.Trial? Trial)> ReadAsync(
        TrialQuery query, int wanted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!Enum.IsDefined(query.State))
        {
            throw RpcFailures.BadField("state",
                $"state: {(int)query.State} is not allowed; it is 0 (all), 1 (pending), "
                + "2 (completed) or 3 (failed)");
        }

        var plan = query.Plan;
        var stored = await store.ListFailuresAsync(query.SweepId, cancellation).ConfigureAwait(false);
        var failures = stored.ToDictionary(failure => failure.Trial);
        var atOnce = query.State == Wire.TrialState.Unspecified ? Math.Min(wanted, GridLookup.PageSize)
            : GridLookup.PageSize;
        await foreach (var found in GridLookup.ReadAsync(plan, store, query.First, atOnce, cancellation)
            .ConfigureAwait(false))
        {
            var failure = found.Result is null ? failures.GetValueOrDefault(found.Trial) : null;
            var state = found.Result is not null ? Wire.TrialState.Completed
                : failure is not null ? Wire.TrialState.Failed
                : Wire.TrialState.Pending;
            yield return (found.Trial, query.State == Wire.TrialState.Unspecified || query.State == state
                ? Message(query, found, failure)
                : null);
        }
    }

    private static Wire.Trial Message(TrialQuery query, GridResult found, StoredFailure? failure)
    {
        var trial = query.Plan.Grid[found.Trial];
        if (found.Result is { } stored)
            return TrialMapper.Completed(trial, stored.Result, stored.Timings);
        return failure is null
            ? TrialMapper.Pending(trial, found.Key)
            : TrialMapper.Failed(trial, found.Key, failure.Error, failure.Attempts);
    }
}
