using System.Net;
using Akka.Actor;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Coordinator;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Coordinator.Endpoints.Rpc;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Host.Composition;
using Orchestrator.Host.Security;
using Orchestrator.Host.Services;
using Orchestrator.Host.Telemetry;
using Orchestrator.Journal.Locations;

namespace Orchestrator.Host.Serving;

/// <summary>
/// A coordinator on a port of its own: gRPC, gRPC-Web, health and metrics. Started once; stopped by
/// <see cref="StopAsync"/>, which ends the streams, makes what was received durable and hands the lead over.
/// </summary>
internal sealed class CoordinatorServer : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);
    private readonly WebApplication _app;

    private CoordinatorServer(WebApplication app, IPEndPoint bound, Uri address) =>
        (_app, Bound, Address) = (app, bound, address);

    /// <summary>Where it listens, the real port included.</summary>
    public IPEndPoint Bound { get; }

    /// <summary>Where others reach it.</summary>
    public Uri Address { get; }

    /// <summary>Whether it leads.</summary>
    public LeadershipState Leadership => _app.Services.GetRequiredService<LeadershipState>();

    /// <summary>All that it serves.</summary>
    public IReadOnlyList<Endpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    /// <summary>Starts a coordinator over an open store, which stays the caller's.</summary>
    /// <exception cref="BadInputException">It cannot listen there.</exception>
    public static async Task<CoordinatorServer> StartAsync(
        ServeSettings settings, StoreConnection store, TimeProvider time, CancellationToken cancellation)
    {
        // Bound before anything else: the port is part of the address that others are told.
        var listener = ListeningSocket.Bind(settings.Listen);
        var address = settings.Advertised ?? listener.UrlOf(settings.Security.Scheme);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings, listener.Bound));
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit)
            .Configure<GrpcServiceOptions>(grpc =>
            {
                grpc.MaxReceiveMessageSize = settings.Limits.MessageBytes;
                grpc.Interceptors.Add<StoppingInterceptor>();
            })
            .AddSingleton<IHostLifetime, CallersLifetime>()
            .AddSingleton(settings.Terms)
            .AddSingleton(new RpcLimits { MostBlobBytes = settings.Limits.UploadBytes })
            .AddRouting()
            .AddSharedPort(listener)
            .AddStore(store)
            .AddCoordinatorNode(
                store, address, new CoordinatorOptions { SilenceLimit = settings.Terms.SilenceLimit }, time)
            .AddServerSecurity(settings.Security, settings.Limits.Calls, time)
            .AddReadiness()
            .AddOrchestratorRpc();
        builder.AddTelemetry(TelemetryOptions.OfCoordinator(address, store) with { LogsJson = settings.LogsJson });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // Standing by is no failure, and what is one is logged where it happens.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);
        settings.Logs?.Invoke(builder.Logging);
        var app = builder.Build();
        app.UseRouting();
        app.UseSpanNames();
        app.UseStoppingStreams();
        app.MapOrchestratorRpc();
        app.UseServerSecurity();
        app.MapHealth();
        app.MapTelemetry();
        await app.StartAsync(cancellation);
        return new CoordinatorServer(app, listener.Bound, address);
    }

    /// <summary>Ends the streams, makes what was received durable and stops.</summary>
    public async Task StopAsync()
    {
        _app.Lifetime.StopApplication();
        await FlushAsync();
        await _app.StopAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Listen(KestrelServerOptions kestrel, ServeSettings settings, IPEndPoint bound)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.Limits.MessageBytes;
        kestrel.ListenSecurely(bound, settings.Security, settings.Limits.Calls.Connections);
    }

    // One that stands by has received nothing, and a store that refuses must not keep it from leaving.
    private async Task FlushAsync()
    {
        if (!Leadership.IsLeading)
            return;
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await _app.Services.GetRequiredService<SweepEndpoint>().FlushAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or AskTimeoutException or NotLeadingException)
        {
            // What was not stored was not acknowledged: its workers, or others, do it again.
        }
    }
}
