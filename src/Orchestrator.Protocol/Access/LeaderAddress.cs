using Grpc.Core;

namespace Orchestrator.Protocol.Access;

/// <summary>The leader that a coordinator names when it stands by.</summary>
public static class LeaderAddress
{
    /// <summary>The trailer that names it.</summary>
    public const string Trailer = "leader-address";

    /// <summary>The leader of a refusal; null where none is named, or not by a URL that can be used.</summary>
    /// <param name="refused">What the coordinator answered.</param>
    public static Uri? Of(RpcException refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return refused.Trailers.GetValue(Trailer) is { } named
            && Uri.TryCreate(named, UriKind.Absolute, out var leader) && (leader.Scheme is "http" or "https")
            ? leader : null;
    }

    /// <summary>Why not to go from one coordinator to the leader that it names; null: nothing is against it.</summary>
    /// <param name="from">Who names it.</param>
    /// <param name="leader">The leader.</param>
    public static AccessRefusal? Objection(Uri from, Uri leader)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(leader);
        return from.Scheme == Uri.UriSchemeHttps && leader.Scheme != Uri.UriSchemeHttps
            ? new AccessRefusal(
                AccessProblem.LeaderUnprotected,
                $"it names a leader without TLS, {leader.GetLeftPart(UriPartial.Authority)}, which is not followed")
            : null;
    }
}
