using System.Text.Json;

namespace Orchestrator.Conformance.Tests.Grpc.Interop;

/// <summary>A server of another implementation, that runs as long as the tests that talk to it.</summary>
public abstract class PeerServer : IAsyncLifetime
{
    private PeerProcess? _process;

    /// <summary>Where the Echo service is.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What the process said when it was ready.</summary>
    public JsonElement Ready { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _process = await StartAsync();
        Ready = await _process.TakeAsync(line => line.TryGetProperty("port", out _), "the server's port");
        Address = $"http://127.0.0.1:{Ready.GetProperty("port").GetInt32()}";
    }

    /// <summary>Waits until the server has seen that a call was cancelled.</summary>
    public Task CancellationAsync() => _process!.TakeAsync(
        line => line.TryGetProperty("event", out var e) && e.GetString() == "cancelled", "the server to see the cancellation");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }

    protected abstract Task<PeerProcess> StartAsync();
}

/// <summary><c>@grpc/grpc-js</c>, and beside it an HTTP/2 server that breaks the protocol.</summary>
public sealed class NodeServer : PeerServer
{
    /// <summary>Where the server is whose method names say how it breaks the protocol.</summary>
    public string BrokenAddress => $"http://127.0.0.1:{Ready.GetProperty("broken").GetInt32()}";

    protected override Task<PeerProcess> StartAsync() => Peers.StartNodeAsync("server.js");
}

/// <summary>Debian's <c>python3-grpcio</c>.</summary>
public sealed class PythonServer : PeerServer
{
    protected override Task<PeerProcess> StartAsync() => Task.FromResult(Peers.StartPython("server.py"));
}
