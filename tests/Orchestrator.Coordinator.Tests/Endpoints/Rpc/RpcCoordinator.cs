using Akka.Persistence.Hosting;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Coordinator.Endpoints.Rpc;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Sweeps.Specs;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Tests.Endpoints.Rpc;

/// <summary>A coordinator behind gRPC on a loopback port, with a client; its stores are in memory.</summary>
internal sealed class RpcCoordinator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private RpcCoordinator(WebApplication app, IResultStore store)
    {
        (_app, Store) = (app, store);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxReceiveMessageSize = 80 << 20 });
        Sweeps = new Wire.Sweeps.SweepsClient(_channel);
        Workers = new Wire.Workers.WorkersClient(_channel);
    }

    public IResultStore Store { get; }

    public Wire.Sweeps.SweepsClient Sweeps { get; }

    public Wire.Workers.WorkersClient Workers { get; }

    public LeadershipState Leadership => _app.Services.GetRequiredService<LeadershipState>();

    public static async Task<RpcCoordinator> StartAsync(
        IResultStore? store = null, TimeSpan? silenceLimit = null, bool leads = true)
    {
        var results = store ?? new InMemoryResultStore();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(results);
        builder.Services.AddSingleton<IBlobStore>(new InMemoryBlobStore());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(SpecVocabulary.Of(["iris", "wine"]));
        builder.Services.AddSingleton<IDatasetGate, NamedDatasets>();
        builder.Services.AddSingleton<IReportRenderer, CountingReports>();
        var options = new CoordinatorOptions
        {
            StoreRetryDelay = TimeSpan.FromMilliseconds(20),
            SilenceLimit = silenceLimit ?? TimeSpan.FromMinutes(5),
        };
        if (leads)
        {
            builder.Services.AddCoordinator(akka => akka.WithInMemoryJournal().WithInMemorySnapshotStore(), options);
        }
        else
        {
            builder.Services.AddSingleton(options);
            builder.Services.AddSingleton<LeadershipState>();
            builder.Services.AddSingleton(p => new Coordinator.Endpoints.SweepEndpoint(
                p.GetRequiredService<LeadershipState>()));
            builder.Services.AddSingleton(p => new Coordinator.Endpoints.WorkerEndpoint(
                p.GetRequiredService<LeadershipState>()));
            builder.Services.AddSingleton<ISweepDefinitions, NoDefinitions>();
        }

        builder.Services.AddCoordinatorRpc();
        var app = builder.Build();
        app.MapCoordinatorRpc();
        await app.StartAsync();
        return new RpcCoordinator(app, results);
    }

    /// <summary>The refusal that a call ends with.</summary>
    public static async Task<RpcException> RefusedAsync(StatusCode code, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => call().WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.True(refused.StatusCode == code, $"{code} was wanted, not {refused.Status}");
        Assert.NotEqual("", refused.Status.Detail);
        return refused;
    }

    public async Task<Wire.Sweep> SubmitAsync(string spec) => (await Sweeps.SubmitAsync(
        new Wire.SubmitRequest { SpecText = spec }, deadline: DateTime.UtcNow.AddSeconds(60))).Sweep;

    /// <summary>The last progress of a sweep that is watched to its end.</summary>
    public async Task<Wire.SweepProgress> FinishedAsync(string sweep)
    {
        using var watch = Sweeps.Watch(
            new Wire.WatchRequest { Sweep = sweep, IntervalMs = 1 }, deadline: DateTime.UtcNow.AddSeconds(60));
        Wire.SweepProgress? last = null;
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            last = watch.ResponseStream.Current;
        return last ?? throw new InvalidOperationException($"The watch of {sweep} ended without a state.");
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }
}
