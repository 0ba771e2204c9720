using System.Collections.Concurrent;
using System.Text.Json;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orchestrator.Conformance.Tests.Grpc.Server;

namespace Orchestrator.Conformance.Tests.Grpc.Interop;

/// <summary>A client of another implementation, and the server of ours that it calls.</summary>
public abstract class PeerClient : IAsyncLifetime
{
    private const int LargestMessage = 8 * 1024 * 1024;
    private PeerProcess? _process;
    private EchoServer? _server;
    private EchoServer? _webServer;
    private int _id;

    /// <summary>Our server's host and port.</summary>
    public string Address => _server!.Address.Authority;

    /// <summary>The same over HTTP/1.1, for gRPC-Web.</summary>
    public string WebAddress => _webServer!.Address.Authority;

    internal CancelledCalls Cancelled { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _server = await StartServer(HttpProtocols.Http2);
        _webServer = await StartServer(HttpProtocols.Http1);
        _process = await StartAsync();
        await _process.TakeAsync(line => line.TryGetProperty("ready", out _), "the client to be ready");
    }

    /// <summary>Has the client do one call; what came of it.</summary>
    public async Task<JsonElement> CallAsync(Dictionary<string, object> command)
    {
        var id = Interlocked.Increment(ref _id);
        command["id"] = id;
        command.TryAdd("address", Address);
        await _process!.SendAsync(command);
        var result = await _process.TakeAsync(
            line => line.TryGetProperty("id", out var of) && of.GetInt32() == id, $"what comes of {command["call"]}");
        Assert.False(result.TryGetProperty("error", out var error), error.ToString());
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
        foreach (var server in new[] { _server, _webServer })
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }
        GC.SuppressFinalize(this);
    }

    protected abstract Task<PeerProcess> StartAsync();

    private Task<EchoServer> StartServer(HttpProtocols protocols) => EchoServer.Start(
        options =>
        {
            options.MaxReceiveMessageSize = LargestMessage;
            options.MaxSendMessageSize = null;
            options.ResponseCompressionAlgorithm = "gzip";
            options.Interceptors.Add<MetadataEcho>(Cancelled);
        },
        services =>
        {
            services.AddGrpcReflection();
            services.AddGrpcHealthChecks().AddCheck("itself", () => HealthCheckResult.Healthy());
        },
        app =>
        {
            app.UseGrpcWeb();
            app.MapGrpcService<EchoService>().EnableGrpcWeb();
            app.MapGrpcReflectionService();
            app.MapGrpcHealthChecksService();
        },
        protocols);

    /// <summary>Which calls the server has seen cancelled.</summary>
    internal sealed class CancelledCalls
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _byName = new();

        public TaskCompletionSource this[string name] => _byName.GetOrAdd(
            name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    /// <summary>
    /// Sends the request's metadata whose names begin with x- back in headers and trailers, and tells of cancelled calls
    /// by the name in <c>x-name</c>.
    /// </summary>
    internal sealed class MetadataEcho(CancelledCalls cancelled) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            await GreetAsync(context);
            return await continuation(request, context);
        }

        public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            await GreetAsync(context);
            await continuation(request, responseStream, context);
        }

        private async Task GreetAsync(ServerCallContext context)
        {
            if (context.RequestHeaders.GetValue("x-name") is { } name)
            {
                context.CancellationToken.Register(() => cancelled[name].TrySetResult());
            }
            var echoed = new Metadata();
            foreach (var entry in context.RequestHeaders.Where(e => e.Key.StartsWith("x-", StringComparison.Ordinal)))
            {
                echoed.Add(entry);
                context.ResponseTrailers.Add(entry);
            }
            if (echoed.Count > 0)
            {
                await context.WriteResponseHeadersAsync(echoed);
            }
        }
    }
}

/// <summary><c>@grpc/grpc-js</c>, and HTTP/2 by hand.</summary>
public sealed class NodeClient : PeerClient
{
    protected override Task<PeerProcess> StartAsync() => Peers.StartNodeAsync("client.js");
}

/// <summary>Debian's <c>python3-grpcio</c>.</summary>
public sealed class PythonClient : PeerClient
{
    protected override Task<PeerProcess> StartAsync() => Task.FromResult(Peers.StartPython("client.py"));
}
