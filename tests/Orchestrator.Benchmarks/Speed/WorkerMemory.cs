using Grpc.Net.Client;
using Orchestrator.Benchmarks.Orchestration.Cluster;
using Orchestrator.Benchmarks.Sweeps;
using Orchestrator.Protocol.V1;

namespace Orchestrator.Benchmarks.Speed;

/// <summary>
/// Memory of one worker process with its slots' processes, attached to a coordinator's process on the loopback: the most
/// that it held over titanic-boost, then what it holds at every thousandth trial of the same sweep with more seeds, up to
/// over 10,000 trials altogether.
/// </summary>
internal static class WorkerMemory
{
    private const int TrialsPerSeed = 441;
    private const double Goal = 1500;

    // At most so much more, of what it held after the first fifth, counts as flat.
    private const double AllowedGrowth = 0.05;

    /// <summary>Measures it.</summary>
    public static void Run(SpeedOptions options, SpeedReport report) =>
        RunAsync(options, report).GetAwaiter().GetResult();

    private static async Task RunAsync(SpeedOptions options, SpeedReport report)
    {
        var (few, many, every) = options.IsQuick ? (1, 3, 200) : (5, 23, 1000);
        await using var store = await ClusterStore.OpenAsync("sqlite");
        var cache = Directory.CreateTempSubdirectory("orchestrator-bench-");
        try
        {
            await using var coordinator = ClusterProcess.Orchestrator(
                ["serve", "--listen", "127.0.0.1:0", .. store.Arguments]);
            var address = (await coordinator.LineAsync(@"address +(http://\S+)")).Groups[1].Value;
            await coordinator.LineAsync("This coordinator leads");
            await using var worker = ClusterProcess.Orchestrator(
                "work", "--coordinator", address, "--slots", $"{options.Slots}", "--name", "worker-0", "--cache",
                cache.FullName);
            using var channel = GrpcChannel.ForAddress(address);
            var sweeps = new Orchestrator.Protocol.V1.Sweeps.SweepsClient(channel);

            var samples = new List<(long Trials, long Bytes)>();
            await FollowAsync(sweeps, few, worker, (every, samples));
            var peak = worker.Usage.PeakBytes;
            await FollowAsync(sweeps, many, worker, (every, samples));
            Write(options, report, (few * TrialsPerSeed, peak), worker.Usage.PeakBytes, samples);
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    private static async Task FollowAsync(
        Orchestrator.Protocol.V1.Sweeps.SweepsClient sweeps, int seeds, ClusterProcess worker,
        (int Every, List<(long Trials, long Bytes)> Samples) samples)
    {
        var sweep = (await sweeps.SubmitAsync(
            new SubmitRequest { SpecText = ProductRun.TitanicBoost(seeds), SpecName = "sweep.yaml" })).Sweep;
        using var watch = sweeps.Watch(new WatchRequest { Sweep = sweep.Id, IntervalMs = 50 });
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
        {
            var done = watch.ResponseStream.Current.CompletedTrials;
            if (done / samples.Every <= samples.Samples.Count)
                continue;
            samples.Samples.Add((done, worker.Usage.ResidentBytes));
            SpeedReport.Progress($"  {done} trials, {samples.Samples[^1].Bytes / 1e6:0} MB");
        }
    }

    private static void Write(
        SpeedOptions options, SpeedReport report, (int Trials, long Bytes) peak, long last,
        List<(long Trials, long Bytes)> samples)
    {
        report.Header("what", "measured", "goal", "met");
        var most = peak.Bytes / 1e6;
        report.Row(
            SpeedReport.Text($"most memory of a worker with {options.Slots} slots, titanic-boost, {peak.Trials} trials"),
            SpeedReport.Text($"{most:0} MB"), "< 1500 MB", most < Goal ? "yes" : "no");
        report.Row(
            SpeedReport.Text($"the same, up to {samples[^1].Trials} trials and more"), SpeedReport.Text($"{last / 1e6:0} MB"), "", "");
        var settled = samples[(samples.Count - 1) / 5].Bytes;
        var growth = (samples[^1].Bytes - settled) / (double)settled;
        report.Row(
            "growth of what it holds, from the first fifth of the trials to the last",
            SpeedReport.Text($"{(samples[^1].Bytes - settled) / 1e6:0} MB ({growth:P1})"),
            SpeedReport.Text($"flat (≤ {AllowedGrowth:P0})"), growth <= AllowedGrowth ? "yes" : "no");
        report.Note($"Held by the worker and its slots, in processes of their own, added up; MB by trials done:");
        report.Header("trials", "MB");
        foreach (var (trials, bytes) in samples)
            report.Row($"{trials}", SpeedReport.Text($"{bytes / 1e6:0}"));
    }
}
