namespace Orchestrator.Sweeps.Scheduling;

/// <summary>A lease that is out.</summary>
public sealed class OutLease
{
    private readonly HashSet<long> _unreported;

    internal OutLease(LeaseId lease, string worker, BundlePart part, IReadOnlyList<long> trials)
    {
        (Lease, Worker, Part, Trials) = (lease, worker, part, trials);
        _unreported = [.. trials];
    }

    /// <summary>Its id.</summary>
    public LeaseId Lease { get; }

    /// <summary>The worker that has it.</summary>
    public string Worker { get; }

    /// <summary>What it was granted for.</summary>
    public BundlePart Part { get; }

    /// <summary>Its trials.</summary>
    public IReadOnlyList<long> Trials { get; }

    /// <summary>How many of them were reported, with a result or a failure.</summary>
    public int Done => Trials.Count - _unreported.Count;

    /// <summary>Those that were not.</summary>
    internal IReadOnlyCollection<long> Unreported => _unreported;

    internal bool Report(long trial) => _unreported.Remove(trial);
}
