using Grpc.Core;
using Orchestrator.Protocol.Access;

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
    private readonly HashSet<Uri> _refusedBy = [];
    private long _began;
    private bool _hasBegun;
    private bool _hasTold;
    private bool _isNamed;
    private int _hops;
    private TimeSpan _wait = ShortestWait;

    /// <summary>Whether another coordinator, or the same one later, may answer what this one did not.</summary>
    public static bool IsWorthAnother(RpcException refused, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested
        && (refused.StatusCode == StatusCode.Unavailable || RequestLimit.WaitOf(refused) is not null);

    /// <summary>There was an answer: the next failure begins a search of its own.</summary>
    public void Found()
    {
        (_hasBegun, _hasTold, _hops, _wait) = (false, false, 0, ShortestWait);
        _refusedBy.Clear();
    }

    /// <summary>Waits where that is called for, and turns the link to the next one to ask.</summary>
    /// <exception cref="CoordinatorUnreachableException">It is not worth waiting any longer.</exception>
    /// <exception cref="AccessRefusedException">No coordinator can be used by this caller.</exception>
    public async Task GoOnAsync(RpcException refused, CancellationToken cancellation)
    {
        var isRefused = await IsRefusedAsync(refused, cancellation);
        if (!_hasBegun)
            (_hasBegun, _began) = (true, time.GetTimestamp());
        if (time.GetElapsedTime(_began) > link.Patience)
        {
            throw new CoordinatorUnreachableException(
                $"no coordinator answers at {link}: {Reason(refused)}; start one with orchestrator serve, "
                + "or name it with --coordinator URL",
                refused);
        }

        if (!isRefused && LeaderAddress.Of(refused) is { } leader && _hops < MostHops && link.TurnTo(leader))
        {
            _isNamed = true;
            _hops++;
            return;
        }

        if (!_hasTold)
            await notices.WriteLineAsync($"waiting for a coordinator at {link}: {Reason(refused)}");
        _hasTold = true;
        _hops = 0;
        if (RequestLimit.WaitOf(refused) is { } asked)
        {
            await Task.Delay(asked > ShortestWait ? asked : ShortestWait, time, cancellation);
            return;
        }

        await Task.Delay(_wait, time, cancellation);
        _wait = _wait * 2 < LongestWait ? _wait * 2 : LongestWait;
        _isNamed = false;
        link.TurnToNext();
    }

    /// <summary>Why a call failed, in one line.</summary>
    public static string Reason(RpcException refused) =>
        refused.Status.Detail is { Length: > 0 } detail ? detail.ReplaceLineEndings(" ") : $"{refused.StatusCode}";

    // One that cannot be used is passed over as long as another may be; a leader that was named is the one there is.
    private async Task<bool> IsRefusedAsync(RpcException refused, CancellationToken cancellation)
    {
        var refusal = await link.Check.OfAsync(refused, link.Current, cancellation);
        if (refusal is null && LeaderAddress.Of(refused) is { } leader)
            refusal = link.Objection(leader);
        if (refusal is null)
            return false;
        _refusedBy.Add(link.Current);
        return _isNamed || link.Addresses.All(_refusedBy.Contains)
            ? throw new AccessRefusedException(link.Current, refusal, refused)
            : true;
    }
}
