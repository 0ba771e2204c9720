using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Orchestrator.Protocol.V1;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>
/// The process of many watchers, some of which open their stream and never read. Says when all have opened it, and at
/// the end of its input how many states came and how many of those that do not read were still there. Arguments: <c>URL READERS IDLE</c>.
/// </summary>
internal static class WatcherPart
{
    /// <summary>The word that starts it.</summary>
    public const string Verb = "watcher";

    private const int StreamsPerConnection = 50;

    public static int Run(string[] args)
    {
        int Number(int at) => int.Parse(args[at], CultureInfo.InvariantCulture);
        RunAsync(new Uri(args[0]), Number(1), Number(2)).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync(Uri coordinator, int readers, int idle)
    {
        var channels = Enumerable.Range(0, (readers + StreamsPerConnection - 1) / StreamsPerConnection)
            .Select(_ => GrpcChannel.ForAddress(coordinator)).ToList();
        var calls = Enumerable.Range(0, readers)
            .Select(i => new Orchestrator.Protocol.V1.Sweeps.SweepsClient(channels[i / StreamsPerConnection])
                .Watch(new WatchRequest())).ToList();
        await Task.WhenAll(calls.Select(call => call.ResponseHeadersAsync));
        var silent = new List<SilentWatcher>();
        for (var i = 0; i < idle; i++)
            silent.Add(await SilentWatcher.OpenAsync(coordinator));
        Console.WriteLine("watching");
        var states = 0L;
        var reading = calls.Select(call => ReadAsync(call, () => Interlocked.Increment(ref states))).ToList();
        await Console.In.ReadToEndAsync();
        Console.WriteLine($"states {states} waiting {silent.Count(watcher => watcher.IsWaiting)}");
        silent.ForEach(watcher => watcher.Dispose());
        foreach (var call in calls)
            call.Dispose();
        await Task.WhenAll(reading);
    }

    private static async Task ReadAsync(AsyncServerStreamingCall<SweepProgress> call, Action count)
    {
        try
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
                count();
        }
        catch (RpcException)
        {
            // The call was put away, or the coordinator is gone.
        }
    }
}
