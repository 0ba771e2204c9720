using Akka.Persistence.Hosting;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Coordinator;
using Orchestrator.Host.Services;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Host.Tests.Services;

/// <summary>All that the program offers over gRPC, on a loopback port, with real actors over stores in memory.</summary>
internal sealed class RpcHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RpcHost(WebApplication app)
    {
        _app = app;
        Address = new Uri(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Channel = GrpcChannel.ForAddress(Address);
    }

    public Uri Address { get; }

    public GrpcChannel Channel { get; }

    public IBlobStore Blobs => _app.Services.GetRequiredService<IBlobStore>();

    public IResultStore Store => _app.Services.GetRequiredService<IResultStore>();

    public static async Task<RpcHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<IResultStore>(new InMemoryResultStore());
        builder.Services.AddSingleton<IBlobStore>(new InMemoryBlobStore());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(DatasetCatalog.Vocabulary);
        builder.Services.AddCoordinator(
            akka => akka.WithInMemoryJournal().WithInMemorySnapshotStore(),
            new CoordinatorOptions { SilenceLimit = TimeSpan.FromSeconds(60) });
        builder.Services.AddOrchestratorRpc();
        var app = builder.Build();
        app.MapOrchestratorRpc();
        await app.StartAsync();
        return new RpcHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }
}
