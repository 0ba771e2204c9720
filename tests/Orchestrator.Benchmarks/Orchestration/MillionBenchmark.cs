using System.Diagnostics;
using Grpc.Core;
using Orchestrator.Benchmarks.Orchestration.Cluster;
using Orchestrator.Protocol.V1;

namespace Orchestrator.Benchmarks.Orchestration;

/// <summary>
/// A million trials that take no time: how much memory the coordinator needs, and how soon it works again after it was
/// killed in the middle. The results are then read back and checked one by one.
/// Arguments: <c>[--store sqlite|postgres] [--trials 1000000] [--workers 4] [--slots 2]</c>.
/// </summary>
internal static class MillionBenchmark
{
    public static int Run(string[] args) => RunAsync(new ClusterArguments(args)).GetAwaiter().GetResult() ? 0 : 1;

    private static async Task<bool> RunAsync(ClusterArguments arguments)
    {
        Figures.PrintLoad();
        await using var store = await ClusterStore.OpenAsync(arguments.Text("--store", "sqlite"));
        await using var cluster = await NoOpCluster.StartAsync(store, arguments);
        var text = ClusterSweep.Text(arguments.Number("--trials", 1_000_000));
        var start = Stopwatch.GetTimestamp();
        var sweep = await cluster.SubmitAsync(text);
        var first = await FirstHalfAsync(cluster, sweep);
        Figures.Print("trials", sweep.TotalTrials);
        Figures.Print("completed when the coordinator was killed", first.Completed);
        var peak = await SecondHalfAsync(cluster, sweep, first.Completed);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Figures.Print("trials a second, the break counted", sweep.TotalTrials / seconds);
        Figures.Print("most memory of the coordinator before, MB", first.Peak / 1e6, remark: "goal < 500");
        Figures.Print("most memory of the coordinator after, MB", peak / 1e6, remark: "goal < 500");
        var check = await TrialCheck.RunAsync(cluster, sweep, text);
        check.Print();
        var rows = await store.CountResultsAsync();
        Figures.Print("rows that the database has", rows, remark: $"goal {sweep.TotalTrials:N0}");
        Figures.PrintLoad();
        return check.IsSound && rows == sweep.TotalTrials;
    }

    private static async Task<(long Completed, long Peak)> FirstHalfAsync(NoOpCluster cluster, Sweep sweep)
    {
        await foreach (var progress in cluster.WatchAsync(sweep.Id))
        {
            if (progress.CompletedTrials >= sweep.TotalTrials / 2)
                return (progress.CompletedTrials, cluster.Coordinator.Usage.PeakBytes);
        }

        throw new InvalidOperationException("The sweep ended before its middle.");
    }

    // A trial that the second coordinator found in the store is not counted as new: its worker ran it for the first one.
    private static async Task<long> SecondHalfAsync(NoOpCluster cluster, Sweep sweep, long completed)
    {
        var killed = Stopwatch.GetTimestamp();
        await cluster.RestartAsync();
        Figures.Print("after the kill it served again, s", Stopwatch.GetElapsedTime(killed).TotalSeconds, "N1");
        var isBack = false;
        SweepProgress? last = null;
        await foreach (var progress in WatchAsync(cluster, sweep))
        {
            last = progress;
            if (isBack || progress.CompletedTrials <= progress.FromStoreTrials)
                continue;
            isBack = true;
            var seconds = Stopwatch.GetElapsedTime(killed).TotalSeconds;
            Figures.Print("after the kill a new result was durable, s", seconds, "N1", "goal < 5");
            Figures.Print("results that it found", progress.FromStoreTrials, remark: $"at least {completed:N0}");
        }

        return last?.CompletedTrials == sweep.TotalTrials
            ? cluster.Coordinator.Usage.PeakBytes
            : throw new InvalidOperationException($"The sweep ended with {last}.");
    }

    private static async IAsyncEnumerable<SweepProgress> WatchAsync(NoOpCluster cluster, Sweep sweep)
    {
        for (var isOver = false; !isOver;)
        {
            await using var states = cluster.WatchAsync(sweep.Id).GetAsyncEnumerator();
            while (await NextAsync(states))
            {
                yield return states.Current;
                isOver = states.Current.Status is SweepStatus.Completed or SweepStatus.Cancelled;
            }
        }
    }

    // A coordinator that has just started may still be taking up its sweeps.
    private static async Task<bool> NextAsync(IAsyncEnumerator<SweepProgress> states)
    {
        try
        {
            return await states.MoveNextAsync();
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.Unavailable)
        {
            await Task.Delay(50);
            return false;
        }
    }
}
