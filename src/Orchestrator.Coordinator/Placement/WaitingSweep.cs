using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Placement;

/// <summary>What of one sweep waits for a worker, the costliest first.</summary>
internal sealed class WaitingSweep(SweepClaim claim)
{
    private static readonly Comparer<PendingPart> Order = Comparer<PendingPart>.Create(
        (a, b) => a.Cost != b.Cost ? b.Cost.CompareTo(a.Cost) : a.Part.CompareTo(b.Part));

    private readonly SortedSet<PendingPart> _parts = new(Order);

    public SweepClaim Claim { get; set; } = claim;

    /// <summary>How many parts wait.</summary>
    public int Count => _parts.Count;

    /// <summary>How many of its leases workers hold.</summary>
    public int Running { get; set; }

    /// <summary>Whether more of it is about to be offered.</summary>
    public bool HasMore { get; set; }

    /// <summary>Why no attached worker can run it, as the sweep was told last; null: one can.</summary>
    public string? Blocked { get; set; }

    /// <summary>Whether nothing of it waits and no worker holds anything of it.</summary>
    public bool IsIdle => _parts.Count == 0 && Running == 0;

    public void Add(IEnumerable<PendingPart> parts) => _parts.UnionWith(parts);

    public void Remove(PendingPart part) => _parts.Remove(part);

    public void Clear() => _parts.Clear();

    /// <summary>The sweep's claim with its costliest waiting parts.</summary>
    /// <param name="count">At most so many.</param>
    /// <param name="unable">The workers that cannot run it.</param>
    public PendingSweep Pending(int count, IReadOnlyCollection<string> unable) => new(
        Claim.SweepId, Running, [.. _parts.Take(count)])
    {
        Priority = Claim.Priority,
        Needs = Claim.Needs,
        Dataset = Claim.Dataset,
        HasMore = HasMore,
        Unable = unable,
    };
}
