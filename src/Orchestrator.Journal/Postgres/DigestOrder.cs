using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Postgres;

/// <summary>Digests in the order of their bytes, which is the server's order too.</summary>
internal sealed class DigestOrder : IComparer<Digest>
{
    public static DigestOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Digest x, Digest y)
    {
        var order = x.A.CompareTo(y.A);
        if (order == 0)
            order = x.B.CompareTo(y.B);
        if (order == 0)
            order = x.C.CompareTo(y.C);
        return order == 0 ? x.D.CompareTo(y.D) : order;
    }
}
