using System.Globalization;
using Orchestrator.Benchmarks.Orchestration.Cluster;

namespace Orchestrator.Benchmarks.Orchestration;

/// <summary>
/// What many watchers cost a running sweep: the same sweep without them and with them by turns, each time on a new
/// cluster. The watchers are one process of their own; a tenth of them open their stream and never read.
/// Arguments: <c>[--watchers 500] [--rounds 2] [--store sqlite|postgres] [--trials 300000] [--workers 4] [--slots 2]</c>.
/// </summary>
internal static class WatchersBenchmark
{
    public static int Run(string[] args)
    {
        RunAsync(new ClusterArguments(args)).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync(ClusterArguments arguments)
    {
        List<MeasuredSweep> alone = [], watched = [];
        for (var round = 0; round < arguments.Number("--rounds", 2); round++)
        {
            Figures.PrintLoad();
            alone.Add(await MeasureAsync(arguments, 0));
            watched.Add(await MeasureAsync(arguments, arguments.Number("--watchers", 500)));
        }

        Compare("by the clock: trials a second", alone, watched, run => run.Rate);
        Compare("by processor time of coordinator and workers", alone, watched, run => run.Trials / run.Usage.Seconds);
    }

    private static async Task<MeasuredSweep> MeasureAsync(ClusterArguments arguments, int watchers)
    {
        await using var store = await ClusterStore.OpenAsync(arguments.Text("--store", "sqlite"));
        await using var cluster = await NoOpCluster.StartAsync(store, arguments);
        await using var watching = watchers == 0 ? null : ClusterProcess.Benchmark(
            WatcherPart.Verb, $"{cluster.Address}", $"{watchers - watchers / 10}", $"{watchers / 10}");
        if (watching is not null)
            await watching.LineAsync("watching");
        // Compiles the code of both, so that they are compared in what they do.
        await MeasuredSweep.RunAsync(cluster, ClusterSweep.Text(arguments.Number("--trials", 300_000) / 2, split: 0));
        var before = cluster.Coordinator.Usage;
        var run = await MeasuredSweep.RunAsync(
            cluster, ClusterSweep.Text(arguments.Number("--trials", 300_000), split: 1));
        Console.WriteLine($"{watchers} watchers");
        Figures.Print("  trials a second", run.Rate);
        Figures.Print("  processor time for each trial, µs", run.Usage.Seconds / run.Trials * 1e6, "N1");
        Figures.Print("  memory of the coordinator before, MB", before.ResidentBytes / 1e6);
        Figures.Print("  memory of the coordinator after, MB", run.Usage.Coordinator.ResidentBytes / 1e6);
        Figures.Print("  most memory of the coordinator, MB", run.Usage.Coordinator.PeakBytes / 1e6);
        if (watching is not null)
        {
            watching.CloseInput();
            var said = await watching.LineAsync(@"states (\d+) waiting (\d+)");
            Figures.Print("  states that they read", double.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture));
            Figures.Print("  of those that do not read, still attached", double.Parse(said.Groups[2].Value, CultureInfo.InvariantCulture));
        }

        return run;
    }

    private static void Compare(
        string what, List<MeasuredSweep> alone, List<MeasuredSweep> watched, Func<MeasuredSweep, double> rate)
    {
        var (without, with) = (alone.Average(rate), watched.Average(rate));
        Figures.Print(what, with, remark: string.Create(CultureInfo.InvariantCulture,
            $"of {without:N0} without watchers: loss {1 - with / without:P1}, goal < 10 %"));
    }
}
