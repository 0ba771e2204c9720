using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Orchestrator.Host.Serving;

/// <summary>
/// Listens once for both endpoints of a <see cref="SharedPort"/> and sorts the connections. Started and stopped by
/// Kestrel: the first endpoint that is bound opens the socket, the first one unbound closes it.
/// </summary>
/// <param name="sockets">What listens underneath.</param>
/// <param name="time">The clock of <see cref="ConnectionPreface.Limit"/>.</param>
internal sealed class SharedPortTransport(SocketTransportFactory sockets, TimeProvider time)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly Dictionary<SharedPort, Sorter> _sorters = [];

    public bool CanBind(EndPoint endpoint) => endpoint is SharedPort.Lane;

    // Kestrel binds one endpoint after the other.
    public async ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var lane = (SharedPort.Lane)endpoint;
        if (!_sorters.TryGetValue(lane.Port, out var sorter))
        {
            var listener = await sockets.BindAsync(lane.Port.Address, cancellationToken).ConfigureAwait(false);
            lane.Port.Bound = (IPEndPoint)listener.EndPoint;
            _sorters[lane.Port] = sorter = new Sorter(listener, lane.Port.MostConnections ?? int.MaxValue, time);
        }

        return new LaneListener(sorter, lane, lane.IsHttp2 ? sorter.Http2 : sorter.Http1);
    }

    private sealed class Sorter
    {
        private readonly IConnectionListener _listener;
        private readonly int _most;
        private readonly TimeProvider _time;
        private readonly CancellationTokenSource _stop = new();
        private readonly Channel<ConnectionContext> _http1 = Channel.CreateUnbounded<ConnectionContext>();
        private readonly Channel<ConnectionContext> _http2 = Channel.CreateUnbounded<ConnectionContext>();
        private readonly Task _accepting;
        private int _open;

        public Sorter(IConnectionListener listener, int most, TimeProvider time)
        {
            (_listener, _most, _time) = (listener, most, time);
            _accepting = AcceptAsync();
        }

        public ChannelReader<ConnectionContext> Http1 => _http1.Reader;

        public ChannelReader<ConnectionContext> Http2 => _http2.Reader;

        public async ValueTask UnbindAsync(CancellationToken cancellation)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await _listener.UnbindAsync(cancellation).ConfigureAwait(false);
            await _accepting.ConfigureAwait(false);
        }

        public ValueTask DisposeAsync() => _listener.DisposeAsync();

        private async Task AcceptAsync()
        {
            try
            {
                while (await _listener.AcceptAsync().ConfigureAwait(false) is { } connection)
                    _ = HasRoom(connection) ? SortAsync(connection) : CloseAsync(connection);
                _http1.Writer.TryComplete();
                _http2.Writer.TryComplete();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                _http1.Writer.TryComplete(failure);
                _http2.Writer.TryComplete(failure);
            }
        }

        private async Task SortAsync(ConnectionContext connection)
        {
            try
            {
                var isHttp2 = await ConnectionPreface.IsHttp2Async(connection.Transport.Input, _time, _stop.Token)
                    .ConfigureAwait(false);
                if ((isHttp2 ? _http2 : _http1).Writer.TryWrite(connection))
                    return;
            }
            catch (Exception e) when (e is IOException or ConnectionAbortedException or OperationCanceledException)
            {
                // It went away, or the server did, before it said anything.
            }

            await CloseAsync(connection).ConfigureAwait(false);
        }

        private bool HasRoom(ConnectionContext connection)
        {
            if (Interlocked.Increment(ref _open) > _most)
            {
                Interlocked.Decrement(ref _open);
                return false;
            }

            connection.ConnectionClosed.UnsafeRegister(
                static sorter => Interlocked.Decrement(ref ((Sorter)sorter!)._open), this);
            return true;
        }

        private static async Task CloseAsync(ConnectionContext connection)
        {
            connection.Abort();
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed class LaneListener(Sorter sorter, EndPoint endpoint, ChannelReader<ConnectionContext> connections)
        : IConnectionListener
    {
        public EndPoint EndPoint => endpoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (await connections.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (connections.TryRead(out var connection))
                    return connection;
            }

            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) =>
            sorter.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => sorter.DisposeAsync();
    }
}
