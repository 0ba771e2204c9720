using Grpc.Core;

namespace Orchestrator.Host.Client;

/// <summary>
/// The search for a coordinator that answers: turns to the leader that was named at once, and to the next address after
/// a wait that grows. Gives up when the link's patience is at its end.
/// </summary>
internal sealed class CoordinatorSearch(CoordinatorLink link, TimeProvider time, TextWriter notices)
{
    private const int MostHops = 4;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private long _began;
    private bool _hasBegun;
    private bool _hasTold;
    private int _hops;
    private TimeSpan _wait = ShortestWait;

    /// <summary>Whether another coordinator, or the same one later, may answer what this one did not.</summary>
    public static bool IsWorthAnother(RpcException refused, CancellationToken cancellation) =>
        refused.StatusCode == StatusCode.Unavailable && !cancellation.IsCancellationRequested;

    /// <summary>There was an answer: the next failure begins a search of its own.</summary>
    public void Found()
    {
        (_hasBegun, _hasTold, _hops, _wait) = (false, false, 0, ShortestWait);
    }

    /// <summary>Waits where that is called for, and turns the link to the next one to ask.</summary>
    /// <exception cref="CoordinatorUnreachableException">It is not worth waiting any longer.</exception>
    public async Task GoOnAsync(RpcException refused, CancellationToken cancellation)
    {
        if (!_hasBegun)
            (_hasBegun, _began) = (true, time.GetTimestamp());
        if (time.GetElapsedTime(_began) > link.Patience)
        {
            throw new CoordinatorUnreachableException(
                $"no coordinator answers at {link}: {Reason(refused)}; start one with orchestrator serve, "
                + "or name it with --coordinator URL",
                refused);
        }

        if (Leader(refused) is { } leader && _hops < MostHops && link.TurnTo(leader))
        {
            _hops++;
            return;
        }

        if (!_hasTold)
            await notices.WriteLineAsync($"waiting for a coordinator at {link}: {Reason(refused)}");
        _hasTold = true;
        _hops = 0;
        await Task.Delay(_wait, time, cancellation);
        _wait = _wait * 2 < LongestWait ? _wait * 2 : LongestWait;
        link.TurnToNext();
    }

    /// <summary>Why a call failed, in one line.</summary>
    public static string Reason(RpcException refused) =>
        refused.Status.Detail is { Length: > 0 } detail ? detail.ReplaceLineEndings(" ") : $"{refused.StatusCode}";

    private static Uri? Leader(RpcException refused) =>
        refused.Trailers.GetValue(CoordinatorLink.LeaderTrailer) is { } named
        && Uri.TryCreate(named, UriKind.Absolute, out var leader) && (leader.Scheme is "http" or "https")
            ? leader : null;
}
