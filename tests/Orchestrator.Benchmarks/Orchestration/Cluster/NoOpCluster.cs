using Grpc.Net.Client;
using Orchestrator.Protocol.V1;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>One coordinator and workers whose trials take no time: real processes, joined by gRPC on the loopback.</summary>
internal sealed class NoOpCluster : IAsyncDisposable
{
    private readonly ClusterStore _store;
    private readonly List<ClusterProcess> _workers = [];
    private GrpcChannel? _channel;

    private NoOpCluster(ClusterStore store)
    {
        _store = store;
    }

    /// <summary>The coordinator's process.</summary>
    public ClusterProcess Coordinator { get; private set; } = null!;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Its sweeps.</summary>
    public Orchestrator.Protocol.V1.Sweeps.SweepsClient Sweeps => new(_channel);

    /// <summary>What everything has used so far.</summary>
    public ClusterUsage Usage => new(
        Coordinator.Usage, _workers.Aggregate(default(ProcessUsage), (all, worker) => all + worker.Usage), _store.Usage);

    /// <summary>Starts everything; returns when all workers are attached.</summary>
    public static async Task<NoOpCluster> StartAsync(ClusterStore store, ClusterArguments arguments)
    {
        var cluster = new NoOpCluster(store);
        try
        {
            await cluster.ServeAsync("127.0.0.1:0");
            for (var worker = 0; worker < arguments.Workers; worker++)
            {
                cluster._workers.Add(ClusterProcess.Benchmark(
                    NoOpWorkerPart.Verb, $"{cluster.Address}", $"worker-{worker}", $"{arguments.Slots}"));
            }

            var workers = new Workers.WorkersClient(cluster._channel);
            while ((await workers.ListAsync(new ListWorkersRequest())).Workers.Count < arguments.Workers)
                await Task.Delay(100);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Submits a sweep.</summary>
    public async Task<Sweep> SubmitAsync(string text) =>
        (await Sweeps.SubmitAsync(new SubmitRequest { SpecText = text, SpecName = "no-op.yaml" })).Sweep;

    /// <summary>Its progress, until it is finished or the coordinator is gone.</summary>
    public async IAsyncEnumerable<SweepProgress> WatchAsync(string sweep)
    {
        using var call = Sweeps.Watch(new WatchRequest { Sweep = sweep, IntervalMs = 50 });
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            yield return call.ResponseStream.Current;
    }

    /// <summary>Kills the coordinator and starts it again on its data and its port; returns when it serves.</summary>
    public async Task RestartAsync()
    {
        await Coordinator.KillAsync();
        await Coordinator.DisposeAsync();
        await ServeAsync(Address.Authority);
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        foreach (var worker in _workers)
            await worker.DisposeAsync();
        if (Coordinator is not null)
            await Coordinator.DisposeAsync();
    }

    private async Task ServeAsync(string listen)
    {
        Coordinator = ClusterProcess.Orchestrator(["serve", "--listen", listen, .. _store.Arguments]);
        Address = new Uri((await Coordinator.LineAsync(@"address +(http://\S+)")).Groups[1].Value);
        await Coordinator.LineAsync("This coordinator leads");
        _channel?.Dispose();
        _channel = GrpcChannel.ForAddress(Address);
    }
}
