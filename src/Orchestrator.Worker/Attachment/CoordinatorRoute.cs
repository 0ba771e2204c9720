using Orchestrator.Protocol.Access;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Worker.Attachment;

/// <summary>
/// Which coordinator to try next, and after which wait: the list in turn, with waits that double from round to round
/// and are spread; a leader that one of them names is tried at once. Not thread-safe.
/// </summary>
internal sealed class CoordinatorRoute
{
    private const ulong JitterStream = 0x57414954; // "WAIT"
    private const int MostDoublings = 20;

    private readonly RemoteWorkerOptions _options;
    private readonly PhiloxSequence _jitter;
    private Uri? _leader;
    private int _place;
    private int _failures;
    private int _hops;

    public CoordinatorRoute(RemoteWorkerOptions options, ulong jitterSeed)
    {
        _options = options;
        _jitter = new PhiloxSequence(jitterSeed, JitterStream);
    }

    /// <summary>Where to attach now.</summary>
    public Uri Current => _leader ?? _options.Coordinators[_place];

    /// <summary>Whether a coordinator that stands by has named the current one.</summary>
    public bool IsNamed => _leader is not null;

    /// <summary>The session lasted: the next failure is the first again.</summary>
    public void Lasted() => (_failures, _hops) = (0, 0);

    /// <summary>
    /// The current one does not serve; it may name the leader, which is followed where nothing is against it. Gives the
    /// time to wait.
    /// </summary>
    public TimeSpan Failed(string? leaderAddress)
    {
        if (Leader(leaderAddress) is { } leader && leader != Current && Objection(leader) is null)
        {
            // Two that name each other must not keep the worker running to and fro.
            _leader = leader;
            return _hops++ < _options.Coordinators.Count ? TimeSpan.Zero : Wait();
        }

        if (_leader is null)
            _place = (_place + 1) % _options.Coordinators.Count;
        _leader = null;
        return Wait();
    }

    /// <summary>
    /// The address that a trailer gives: a URL, or <c>host:port</c> by the scheme of the current one.
    /// </summary>
    public Uri? Leader(string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
            return null;
        var text = address.Contains("://", StringComparison.Ordinal) ? address : $"{Current.Scheme}://{address}";
        return Uri.TryCreate(text, UriKind.Absolute, out var leader)
            && (leader.Scheme == Uri.UriSchemeHttp || leader.Scheme == Uri.UriSchemeHttps)
            ? leader
            : null;
    }

    /// <summary>Why not to follow the current one to the leader that it names; null: nothing is against it.</summary>
    public AccessRefusal? Objection(Uri leader) =>
        LeaderAddress.Objection(Current, leader) ?? _options.Access.Objection(leader);

    // Between a half and all of the doubled wait.
    private TimeSpan Wait()
    {
        var doubled = _options.ShortestRetry.Ticks << Math.Min(_failures++, MostDoublings);
        var whole = Math.Min(doubled, _options.LongestRetry.Ticks);
        return TimeSpan.FromTicks((whole / 2) + (long)(whole / 2 * (_jitter.NextUInt32() / (double)uint.MaxValue)));
    }
}
