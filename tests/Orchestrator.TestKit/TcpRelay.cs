using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.TestKit;

/// <summary>Stands between a program and a server on this machine, and cuts them off from each other.</summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _sockets = new();
    private readonly int _target;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _open = Completed();
    private volatile bool _refuses;
    private volatile byte[]? _fatal;

    public TcpRelay(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>From now on everything is swallowed, without a word to either side; connections are still taken.</summary>
    public void Swallow() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All connections are reset, and new ones too.</summary>
    public void Cut()
    {
        _refuses = true;
        Reset();
    }

    /// <summary>Lets everything through again; what was swallowed arrives late, or its connection is reset.</summary>
    public void Heal(bool reset)
    {
        _refuses = false;
        if (reset)
        {
            Reset();
        }
        _open.TrySetResult();
    }

    /// <summary>The next write with that text reaches the database, but its answer is lost: the connection is reset.</summary>
    public void LoseAnswerTo(string text) => _fatal = Encoding.UTF8.GetBytes(text);

    /// <summary>Whether that has come about.</summary>
    public bool HasLostAnswer { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Heal(reset: true);
        await _accepting;
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private void Reset()
    {
        foreach (var socket in _sockets.Keys)
        {
            Close(socket);
        }
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                _sockets[client] = 0;
                if (_refuses)
                {
                    Close(client);
                    continue;
                }
                _ = Serve(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task Serve(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _sockets[server] = 0;
        try
        {
            await _open.Task;
            await server.ConnectAsync(IPAddress.Loopback, _target);
            var isLosing = false;
            await Task.WhenAny(
                Copy(client, server, sent =>
                {
                    if (_fatal is { } fatal && sent.IndexOf(fatal) >= 0)
                    {
                        _fatal = null;
                        isLosing = true;
                    }
                    return true;
                }),
                Copy(server, client, _ =>
                {
                    HasLostAnswer |= isLosing;
                    return !isLosing;
                }));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // either side has gone
        }
        Close(client);
        Close(server);
    }

    private async Task Copy(Socket from, Socket to, Inspect inspect)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer)) > 0)
            {
                await _open.Task;
                if (!inspect(buffer.AsSpan(0, count)))
                {
                    return;
                }
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // either side has gone
        }
    }

    /// <summary>Sees what passes; false ends the connection.</summary>
    private delegate bool Inspect(ReadOnlySpan<byte> passing);

    private void Close(Socket socket)
    {
        _sockets.TryRemove(socket, out _);
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // not connected any more: there is nothing to reset
        }
        socket.Dispose();
    }
}
