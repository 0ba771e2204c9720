using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Host.Security;
using Orchestrator.Host.Telemetry;
using Orchestrator.Worker.Attachment;

namespace Orchestrator.Host.Serving;

/// <summary>
/// What surrounds a worker: its logs and telemetry, and over HTTP, where it is to listen, <c>/metrics</c>,
/// <c>/healthz</c> and <c>/readyz</c> (503 while no coordinator has taken it in).
/// </summary>
internal sealed class WorkerServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private RemoteWorker? _worker;
    private Task? _stopping;

    private WorkerServer(WebApplication app, Uri? address)
    {
        (_app, Address) = (app, address);
        if (address is null)
            return;
        app.UseRouting();
        app.UseServerSecurity();
        app.MapTelemetry();
        app.MapGet("/healthz", () => "up\n");
        app.MapGet("/readyz", Ready);
    }

    /// <summary>Where it is reached; null where it does not listen.</summary>
    public Uri? Address { get; }

    /// <summary>Where the worker says what it is at.</summary>
    public ILoggerFactory Loggers => _app.Services.GetRequiredService<ILoggerFactory>();

    /// <summary>Starts.</summary>
    /// <param name="telemetry">What it tells of itself.</param>
    /// <param name="listen">Where to listen; null: nowhere.</param>
    /// <param name="security">What its port shows callers and asks of them; stays the caller's.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="BadInputException">It cannot listen there.</exception>
    public static async Task<WorkerServer> StartAsync(
        TelemetryOptions telemetry, IPEndPoint? listen, ServerSecurity security, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>().AddRouting();
        builder.AddTelemetry(telemetry);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        Uri? address = null;
        if (listen is null)
        {
            builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.Server.IServer, NoServer>();
        }
        else
        {
            var listener = ListeningSocket.Bind(listen);
            address = listener.UrlOf(security.Scheme);
            builder.WebHost.UseKestrelCore();
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.ListenSecurely(listener.Bound, security, CallLimits.Usual.Connections);
            });
            builder.Services.AddSharedPort(listener).AddServerSecurity(security, CallLimits.Usual, time);
        }

        var server = new WorkerServer(builder.Build(), address);
        await server._app.StartAsync(CancellationToken.None);
        return server;
    }

    /// <summary>This is the worker whose readiness is asked for.</summary>
    public void Serve(RemoteWorker worker) => _worker = worker;

    /// <summary>Sends the telemetry that is left, and stops.</summary>
    public Task StopAsync() => _stopping ??= _app.StopAsync(CancellationToken.None);

    /// <summary>Stops where it was not, which a server that is only disposed of logs as a failure.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
    }

    private IResult Ready() => _worker is { IsAttached: true }
        ? Results.Text("attached\n")
        : Results.Text("not attached to a coordinator\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
