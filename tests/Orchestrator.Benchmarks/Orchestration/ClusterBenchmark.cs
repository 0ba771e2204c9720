using Orchestrator.Benchmarks.Orchestration.Cluster;

namespace Orchestrator.Benchmarks.Orchestration;

/// <summary>
/// Orchestration alone, as it is deployed: one coordinator process and workers that attach over gRPC, trials that take
/// no time, results durable before they are acknowledged; beside other programs that do the same.
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
        var run = await MeasureAsync(arguments);
        Figures.Print("trials", run.Trials);
        Figures.Print("trials a second", run.Rate);
        Figures.PrintUsage(run.Usage, run.Trials);
        if (arguments.Has("--no-rivals"))
            return;
        foreach (var (rival, rate) in await RivalPrograms.RunAsync())
            Figures.Print(rival, rate, "N1", $"ratio {run.Rate / rate:N0}");
        Figures.PrintLoad();
    }

    private static async Task<MeasuredSweep> MeasureAsync(ClusterArguments arguments)
    {
        await using var store = await ClusterStore.OpenAsync(arguments.Text("--store", "sqlite"));
        await using var cluster = await NoOpCluster.StartAsync(store, arguments);
        return await MeasuredSweep.RunAsync(cluster, ClusterSweep.Text(arguments.Number("--trials", 300_000)));
    }
}
