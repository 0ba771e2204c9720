using System.Diagnostics;
using System.Globalization;
using Orchestrator.Benchmarks.Orchestration.Cluster;
using Orchestrator.Sweeps.BuiltIn;

namespace Orchestrator.Benchmarks.Orchestration;

/// <summary>
/// What a coordinator and workers of their own cost real work: titanic-boost by <c>run</c> with two slots, and by
/// <c>serve</c> with two workers of one slot each, by turns on the same cores with nothing in the store. Timed from the
/// start of <c>run</c> and of <c>submit --watch</c> to their ends; the ratio is of the medians.
/// Arguments: <c>[--seeds 1] [--rounds 3]</c>.
/// </summary>
internal static class OverheadBenchmark
{
    private const int Slots = 2;

    public static int Run(string[] args)
    {
        RunAsync(new ClusterArguments(args)).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync(ClusterArguments arguments)
    {
        List<(double Clock, double Processor)> embedded = [], cluster = [];
        for (var round = 0; round < arguments.Number("--rounds", 3); round++)
        {
            Figures.PrintLoad();
            embedded.Add(await InFolderAsync(arguments.Number("--seeds", 1), EmbeddedAsync));
            cluster.Add(await InFolderAsync(arguments.Number("--seeds", 1), ClusterAsync));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"run {embedded[^1].Clock:N1} s ({embedded[^1].Processor:N1} s of processor time), ")
                + string.Create(CultureInfo.InvariantCulture,
                $"serve and {Slots} workers {cluster[^1].Clock:N1} s ({cluster[^1].Processor:N1} s)"));
        }

        Figures.Print("ratio by the clock", Median(cluster, t => t.Clock) / Median(embedded, t => t.Clock), "N2", "goal ≤ 1.10");
        Figures.Print(
            "ratio by processor time", Median(cluster, t => t.Processor) / Median(embedded, t => t.Processor), "N2",
            "the start of the processes counted");
    }

    private static async Task<(double Clock, double Processor)> InFolderAsync(
        int seeds, Func<string, string, Task<(double Clock, double Processor)>> run)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-bench-");
        try
        {
            var sweep = Path.Combine(folder.FullName, "sweep.yaml");
            await File.WriteAllTextAsync(
                sweep, BuiltInSweeps.Find("titanic-boost")!.Text.Replace("seeds: 5", $"seeds: {seeds}"));
            return await run(sweep, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double Clock, double Processor)> EmbeddedAsync(string sweep, string folder)
    {
        await using var run = ClusterProcess.Orchestrator(
            "run", sweep, "--data", Path.Combine(folder, "data"), "--slots", $"{Slots}", "--quiet");
        var usage = await run.EndAsync();
        return (Stopwatch.GetElapsedTime(run.Started).TotalSeconds, usage.Seconds);
    }

    private static async Task<(double Clock, double Processor)> ClusterAsync(string sweep, string folder)
    {
        await using var coordinator = ClusterProcess.Orchestrator(
            "serve", "--listen", "127.0.0.1:0", "--data", Path.Combine(folder, "data"));
        var address = (await coordinator.LineAsync(@"address +(http://\S+)")).Groups[1].Value;
        await coordinator.LineAsync("This coordinator leads");
        await using var first = Worker(address, "worker-0", folder);
        await using var second = Worker(address, "worker-1", folder);
        await AttachedAsync(address);
        await using var submit = ClusterProcess.Orchestrator(
            "submit", sweep, "--watch", "--quiet", "--coordinator", address);
        var usage = await submit.EndAsync();
        var clock = Stopwatch.GetElapsedTime(submit.Started).TotalSeconds;
        return (clock, (usage + coordinator.Usage + first.Usage + second.Usage).Seconds);
    }

    private static ClusterProcess Worker(string address, string name, string folder) => ClusterProcess.Orchestrator(
        "work", "--coordinator", address, "--slots", "1", "--name", name, "--cache", Path.Combine(folder, name));

    private static async Task AttachedAsync(string address)
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(address);
        var workers = new Orchestrator.Protocol.V1.Workers.WorkersClient(channel);
        while ((await workers.ListAsync(new Orchestrator.Protocol.V1.ListWorkersRequest())).Workers.Count < Slots)
            await Task.Delay(100);
    }

    private static double Median(
        List<(double Clock, double Processor)> runs, Func<(double Clock, double Processor), double> of) =>
        runs.Select(of).Order().ElementAt(runs.Count / 2);
}
