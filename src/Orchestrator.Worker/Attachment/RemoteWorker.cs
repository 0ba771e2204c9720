using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Orchestrator.Protocol.Access;
using Orchestrator.Worker.Datasets;
using Orchestrator.Worker.Leases;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Worker.Attachment;

/// <summary>
/// A worker node that attaches to a coordinator over gRPC, and attaches again whenever the connection breaks: leases
/// are then cancelled, for the coordinator has taken them back. Runs once; disposing stops its slots.
/// </summary>
public sealed class RemoteWorker : IAsyncDisposable
{
    private readonly RemoteWorkerOptions _options;
    private readonly WorkerSlots _slots;
    private readonly BlobCache _cache;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CoordinatorRoute _route;
    private readonly AccessCheck _check = new();
    private readonly HashSet<Uri> _refusedBy = [];
    private SlotPool? _pool;
    private bool _wasAttached;
    private volatile RemoteSession? _session;
    private string _lastSaid = "";

    /// <summary>A worker that is not attached yet.</summary>
    /// <param name="options">What it offers, and to whom.</param>
    /// <param name="slots">What runs the bundles; opened with the worker and closed with it.</param>
    /// <param name="cache">Where data sets are kept that were fetched from the coordinator.</param>
    /// <param name="time">The clock.</param>
    /// <param name="jitterSeed">
    /// Spreads the retries of many workers: should differ from worker to worker. Nothing else depends on it.
    /// </param>
    /// <param name="loggers">Where it says what it is at.</param>
    public RemoteWorker(
        RemoteWorkerOptions options, WorkerSlots slots, BlobCache cache, TimeProvider time, ulong jitterSeed,
        ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(options.Coordinators.Count);
        ArgumentNullException.ThrowIfNull(slots);
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        (_options, _slots, _cache, _time) = (options, slots, cache, time);
        _log = loggers.CreateLogger("Orchestrator.Worker");
        _route = new CoordinatorRoute(options, jitterSeed);
    }

    /// <summary>Whether a coordinator has taken it in.</summary>
    public bool IsAttached => _session is { IsAttached: true };

    /// <summary>
    /// Works until it has drained: from the moment that <paramref name="drain"/> is cancelled it takes no more leases,
    /// lets bundles under way finish within the limit, hands back the rest, and waits until its results are
    /// acknowledged. A coordinator that cannot be reached is tried for as long as it takes; so is one that refuses a
    /// worker which was attached before.
    /// </summary>
    /// <param name="drain">Cancelled by the first signal to stop.</param>
    /// <param name="abort">
    /// Cancelled by the second one: it leaves at once, with the leases left to the coordinator, and returns all the
    /// same.
    /// </param>
    /// <exception cref="SlotStartException">The processes of its slots do not start.</exception>
    /// <exception cref="AccessRefusedException">
    /// It was never attached, and every coordinator lacks something of it that it will not have later on: a token, say.
    /// </exception>
    public async Task RunAsync(CancellationToken drain, CancellationToken abort)
    {
        _pool = new SlotPool(_slots.Open(_options.Worker, _log));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(drain, abort);
        try
        {
            while (!leaving.IsCancellationRequested)
            {
                var coordinator = _route.Current;
                var started = _time.GetTimestamp();
                var end = await AttachAsync(coordinator, drain, abort).ConfigureAwait(false);
                if (end.Drained)
                    return;
                var refusal = await RefusalAsync(coordinator, end, leaving.Token).ConfigureAwait(false);
                Say(coordinator, end, refusal);

                // Two workers of one name end each other's sessions: those must not count as lasting.
                if (end.Welcomed && _time.GetElapsedTime(started) > _options.LongestRetry)
                    _route.Lasted();
                var wait = _route.Failed(end.LeaderAddress);
                var asked = end.Cause is { } cause ? RequestLimit.WaitOf(cause) ?? TimeSpan.Zero : TimeSpan.Zero;
                await Task.Delay(wait > asked ? wait : asked, _time, leaving.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // It leaves without a session, or was told to leave at once.
        }
    }

    /// <summary>Closes the slots; processes still running are killed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_pool is { } pool)
            await pool.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<SessionEnd> AttachAsync(Uri coordinator, CancellationToken drain, CancellationToken abort)
    {
        // Pings find out that the network is cut, which no write would for a quarter of an hour.
        using var handler = new SocketsHttpHandler
        {
            ConnectTimeout = _options.WelcomeLimit,
            KeepAlivePingDelay = _options.PingInterval,
            KeepAlivePingTimeout = _options.PingInterval,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
        };
        using var channel = _options.Access.Open(coordinator, handler, new GrpcChannelOptions());
        var session = new RemoteSession(
            _options, _pool!, _cache, _time, _log, coordinator, channel.CreateCallInvoker());
        _session = session;
        var end = await session.RunAsync(drain, abort).ConfigureAwait(false);
        if (end.Welcomed)
        {
            _lastSaid = "";
            _wasAttached = true;
        }

        return end;
    }

    // Thrown at first where the leader refuses, or every coordinator: none is left that might take the worker in.
    private async Task<AccessRefusal?> RefusalAsync(Uri coordinator, SessionEnd end, CancellationToken leaving)
    {
        var refusal = end.Cause is { } cause
            ? await _check.OfAsync(cause, coordinator, leaving).ConfigureAwait(false)
            : null;
        if (refusal is null && _route.Leader(end.LeaderAddress) is { } leader)
            refusal = _route.Objection(leader);
        if (refusal is null)
        {
            _refusedBy.Remove(coordinator);
            return null;
        }

        _refusedBy.Add(coordinator);
        return !_wasAttached && (_route.IsNamed || _options.Coordinators.All(_refusedBy.Contains))
            ? throw new AccessRefusedException(coordinator, refusal, end.Cause)
            : refusal;
    }

    private void Say(Uri coordinator, SessionEnd end, AccessRefusal? refusal)
    {
        var said = $"{coordinator} {end.Reason} {end.LeaderAddress}";
        if (said == _lastSaid)
            return;
        _lastSaid = said;
        if (refusal is not null)
            Log.Refused(_log, coordinator, refusal.Reason);
        else if (end.Welcomed)
            Log.SessionBroke(_log, coordinator, end.Reason);
        else if (_route.Leader(end.LeaderAddress) is { } leader)
            Log.StandsBy(_log, coordinator, leader);
        else
            Log.Unreachable(_log, coordinator, end.Reason);
    }
}
