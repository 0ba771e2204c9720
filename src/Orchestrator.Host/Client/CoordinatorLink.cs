using Grpc.Core;
using Grpc.Net.Client;
using Orchestrator.Host.Client.Access;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Protocol.Access;

namespace Orchestrator.Host.Client;

/// <summary>
/// The way to the coordinator that leads. One that stands by names the leader, which is asked next; one that cannot be
/// reached is tried again in turn with the others, for a bounded time. Not thread-safe: one call at a time.
/// </summary>
internal sealed class CoordinatorLink : IDisposable
{
    private readonly List<Uri> _addresses;
    private readonly CoordinatorAccess _access;
    private readonly Dictionary<Uri, (GrpcChannel Channel, object? Version)> _channels = [];
    private readonly TimeProvider _time;
    private readonly TextWriter _notices;
    private Uri _current;

    /// <summary>A way that has not been gone yet.</summary>
    /// <param name="addresses">Where coordinators may be, at least one.</param>
    /// <param name="access">What is trusted of them and shown to them; disposed of with the way.</param>
    /// <param name="time">The clock.</param>
    /// <param name="notices">Is told, in a line, when there is something to wait for.</param>
    public CoordinatorLink(
        IReadOnlyList<Uri> addresses, CoordinatorAccess access, TimeProvider time, TextWriter notices)
    {
        (_addresses, _access, _time, _notices) = ([.. addresses], access, time, notices);
        _current = addresses[0];
    }

    /// <summary>How long it is worth looking for a coordinator.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>All that are known.</summary>
    public IReadOnlyList<Uri> Addresses => _addresses;

    /// <summary>Where is asked now.</summary>
    public Uri Current => _current;

    /// <summary>Tells what another try does not mend.</summary>
    public AccessCheck Check { get; } = new();

    /// <summary>The one that is asked now.</summary>
    public CallInvoker Invoker => ChannelTo(_current).CreateCallInvoker();

    /// <summary>A time that a call may take at most.</summary>
    public DateTime Deadline => (_time.GetUtcNow() + TimeSpan.FromMinutes(1)).UtcDateTime;

    /// <summary>A search that has not begun: for one call, or for one stream until it gives something.</summary>
    public CoordinatorSearch Search() => new(this, _time, _notices);

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="RpcException">The coordinator refuses.</exception>
    /// <exception cref="CoordinatorUnreachableException">There is none.</exception>
    /// <exception cref="AccessRefusedException">There is none that this caller can use.</exception>
    public async Task<T> AskAsync<T>(Func<CallInvoker, Task<T>> ask, CancellationToken cancellation)
    {
        var search = Search();
        while (true)
        {
            try
            {
                return await ask(Invoker);
            }
            catch (RpcException refused) when (CoordinatorSearch.IsWorthAnother(refused, cancellation))
            {
                await search.GoOnAsync(refused, cancellation);
            }
        }
    }

    /// <summary>Why not to follow the one that is asked now to the leader that it names; null: it may be.</summary>
    public AccessRefusal? Objection(Uri leader) =>
        LeaderAddress.Objection(_current, leader) ?? _access.Objection(leader);

    /// <summary>Turns to the leader that was named. False where it is the one that named it.</summary>
    public bool TurnTo(Uri leader)
    {
        if (leader == _current)
            return false;
        if (!_addresses.Contains(leader))
            _addresses.Add(leader);
        _current = leader;
        return true;
    }

    /// <summary>Turns to the next address.</summary>
    public void TurnToNext() => _current = _addresses[(_addresses.IndexOf(_current) + 1) % _addresses.Count];

    /// <summary>All that were tried.</summary>
    public override string ToString() =>
        string.Join(", ", _addresses.Select(CoordinatorOption.Text));

    public void Dispose()
    {
        foreach (var (channel, _) in _channels.Values)
            channel.Dispose();
        _access.Dispose();
    }

    // A client certificate is shown when a connection begins: a new one needs new connections.
    private GrpcChannel ChannelTo(Uri address)
    {
        var version = _access.Version;
        if (_channels.TryGetValue(address, out var known))
        {
            if (ReferenceEquals(known.Version, version))
                return known.Channel;
            known.Channel.Dispose();
        }

        var channel = Open(address);
        _channels[address] = (channel, version);
        return channel;
    }

    private GrpcChannel Open(Uri address)
    {
        // Pings end a stream whose coordinator is gone without a word.
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            EnableMultipleHttp2Connections = true,
        };
        return _access.Open(address, handler, new GrpcChannelOptions
        {
            // A report may be as large as this; see GetReport.
            MaxReceiveMessageSize = 80 * 1024 * 1024,
            DisposeHttpClient = true,
        });
    }
}
