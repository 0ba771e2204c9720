using Grpc.Core;
using Grpc.Net.Client;
using Orchestrator.Host.Commands.Options;

namespace Orchestrator.Host.Client;

/// <summary>
/// The way to the coordinator that leads. One that stands by names the leader, which is asked next; one that cannot be
/// reached is tried again in turn with the others, for a bounded time. Not thread-safe: one call at a time.
/// </summary>
internal sealed class CoordinatorLink : IDisposable
{
    /// <summary>The trailer in which a coordinator that stands by names the one that leads.</summary>
    public const string LeaderTrailer = "leader-address";

    private readonly List<Uri> _addresses;
    private readonly Dictionary<Uri, GrpcChannel> _channels = [];
    private readonly TimeProvider _time;
    private readonly TextWriter _notices;
    private Uri _current;

    /// <summary>A way that has not been gone yet.</summary>
    /// <param name="addresses">Where coordinators may be, at least one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="notices">Is told, in a line, when there is something to wait for.</param>
    public CoordinatorLink(IReadOnlyList<Uri> addresses, TimeProvider time, TextWriter notices)
    {
        (_addresses, _time, _notices) = ([.. addresses], time, notices);
        _current = addresses[0];
    }

    /// <summary>How long it is worth looking for a coordinator.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The one that is asked now.</summary>
    public CallInvoker Invoker => ChannelTo(_current).CreateCallInvoker();

    /// <summary>A time that a call may take at most.</summary>
    public DateTime Deadline => (_time.GetUtcNow() + TimeSpan.FromMinutes(1)).UtcDateTime;

    /// <summary>A search that has not begun: for one call, or for one stream until it gives something.</summary>
    public CoordinatorSearch Search() => new(this, _time, _notices);

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="RpcException">The coordinator refuses.</exception>
    /// <exception cref="CoordinatorUnreachableException">There is none.</exception>
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
        foreach (var channel in _channels.Values)
            channel.Dispose();
    }

    private GrpcChannel ChannelTo(Uri address)
    {
        if (_channels.TryGetValue(address, out var channel))
            return channel;
        return _channels[address] = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            // A report may be as large as this; see GetReport.
            MaxReceiveMessageSize = 80 * 1024 * 1024,
            // Pings end a stream whose coordinator is gone without a word.
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(5),
                KeepAlivePingDelay = TimeSpan.FromSeconds(15),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
                EnableMultipleHttp2Connections = true,
            },
            DisposeHttpClient = true,
        });
    }
}
