using System.Diagnostics;
using System.Globalization;
using Orchestrator.Benchmarks.Orchestration.Cluster;
using Orchestrator.Sweeps.BuiltIn;

namespace Orchestrator.Benchmarks.Orchestration;

/// <summary>
/// What a coordinator and workers of their own cost real work: titanic-boost by <c>run</c> with two slots, and by
/// <c>serve</c> with two workers of one slot each, by turns on the same cores with nothing in the store. Timed from the
/// start of <c>run</c> and of <c>submit --watch</c> to their ends, processor time likewise; the ratio is of the medians.
/// Arguments: <c>[--seeds 5] [--rounds 3]</c>.
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
        List<Timing> embedded = [], cluster = [];
        for (var round = 0; round < arguments.Number("--rounds", 3); round++)
        {
            Figures.PrintLoad();
            embedded.Add(await InFolderAsync(arguments.Number("--seeds", 5), EmbeddedAsync));
            embedded[^1].Print("run");
            cluster.Add(await InFolderAsync(arguments.Number("--seeds", 5), ClusterAsync));
            cluster[^1].Print($"serve and {Slots} workers");
        }

        Figures.Print("ratio by the clock", Ratio(t => t.Clock), "N2", "goal ≤ 1.10");
        Figures.Print("ratio by processor time", Ratio(t => t.Processor), "N2");
        Figures.PrintLoad();

        double Ratio(Func<Timing, double> of) => Median(cluster, of) / Median(embedded, of);
    }

    private static async Task<Timing> InFolderAsync(int seeds, Func<string, string, Task<Timing>> run)
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

    private static async Task<Timing> EmbeddedAsync(string sweep, string folder)
    {
        await using var run = ClusterProcess.Orchestrator(
            "run", sweep, "--data", Path.Combine(folder, "data"), "--slots", $"{Slots}", "--quiet");
        var usage = await run.EndAsync();
        return new Timing(Stopwatch.GetElapsedTime(run.Started).TotalSeconds, [("run", usage.Seconds)]);
    }

    private static async Task<Timing> ClusterAsync(string sweep, string folder)
    {
        await using var coordinator = ClusterProcess.Orchestrator(
            "serve", "--listen", "127.0.0.1:0", "--data", Path.Combine(folder, "data"));
        var address = (await coordinator.LineAsync(@"address +(http://\S+)")).Groups[1].Value;
        await coordinator.LineAsync("This coordinator leads");
        await using var first = Worker(address, "worker-0", folder);
        await using var second = Worker(address, "worker-1", folder);
        ClusterProcess[] workers = [first, second];
        await AttachedAsync(address);
        var served = coordinator.Usage.Seconds;
        var idle = workers.Select(worker => worker.Usage.Seconds).ToList();
        await using var submit = ClusterProcess.Orchestrator(
            "submit", sweep, "--watch", "--quiet", "--coordinator", address);
        var usage = await submit.EndAsync();
        var clock = Stopwatch.GetElapsedTime(submit.Started).TotalSeconds;
        return new Timing(
            clock,
            [
                ("submit", usage.Seconds), ("serve", coordinator.Usage.Seconds - served),
                .. workers.Zip(idle, (worker, before) => ("work", worker.Usage.Seconds - before)),
            ]);
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

    private static double Median(List<Timing> runs, Func<Timing, double> of) =>
        runs.Select(of).Order().ElementAt(runs.Count / 2);

    private sealed record Timing(double Clock, IReadOnlyList<(string Process, double Seconds)> Parts)
    {
        public double Processor => Parts.Sum(part => part.Seconds);

        public void Print(string what)
        {
            var parts = Parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Process} {part.Seconds:N1}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{what}: {Clock:N1} s, {Processor:N1} s of processor time ({string.Join(", ", parts)})"));
        }
    }
}
