using Orchestrator.Benchmarks.Orchestration.Cluster;

namespace Orchestrator.Benchmarks.Orchestration;

/// <summary>
/// Orchestration alone, as it is deployed: one coordinator process and workers that attach over gRPC, trials that take
/// no time, results durable before they are acknowledged: a sweep right after the start, and another one when the code is
/// compiled; beside other programs that do the same.
/// Arguments: <c>[--store sqlite|postgres] [--trials N] [--workers 4] [--slots 2] [--no-rivals]</c>.
/// </summary>
internal static class ClusterBenchmark
{
    public static int Run(string[] args)
    {
        RunAsync(new ClusterArguments(args)).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync(ClusterArguments arguments)
    {
        Figures.PrintLoad();
        await using var store = await ClusterStore.OpenAsync(arguments.Text("--store", "sqlite"));
        await using var cluster = await NoOpCluster.StartAsync(store, arguments);
        var trials = arguments.Number("--trials", 300_000);
        var fresh = await MeasuredSweep.RunAsync(cluster, ClusterSweep.Text(trials, split: 0));
        Print("the first sweep of new processes", fresh);
        var warm = await MeasuredSweep.RunAsync(cluster, ClusterSweep.Text(trials, split: 1));
        Print("the next sweep of the same processes", warm);
        Figures.PrintLoad();
        if (arguments.Has("--no-rivals"))
            return;
        foreach (var (rival, rate) in await RivalPrograms.RunAsync())
            Figures.Print(rival, rate, "N1", $"ratio {fresh.Rate / rate:N0}, {warm.Rate / rate:N0}");
        Figures.PrintLoad();
    }

    private static void Print(string what, MeasuredSweep run)
    {
        Console.WriteLine(what);
        Figures.Print("  trials", run.Trials);
        Figures.Print("  trials a second", run.Rate);
        Figures.PrintUsage(run.Usage, run.Trials);
    }
}
