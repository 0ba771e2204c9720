using Akka.Actor;
using Orchestrator.Coordinator.Leases;
using Orchestrator.Coordinator.Placement;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Submission;

/// <summary>
/// The leases of one sweep that are out, with what is left of each. Not persisted: a restart forgets them.
/// </summary>
internal sealed class OpenLeases
{
    private readonly Dictionary<LeaseId, OpenLease> _open = [];

    public int Count => _open.Count;

    public bool Holds(int bundle) => _open.Values.Any(open => open.Bundle.Index == bundle);

    public void Add(GrantBundle grant, Bundle bundle, IReadOnlyCollection<LeasedTrial> trials) =>
        _open.Add(grant.Lease, new OpenLease(grant, bundle, trials.Count));

    /// <summary>Asks every worker to stop what it holds; each lease still ends in its own time.</summary>
    public void Revoke()
    {
        foreach (var open in _open.Values)
            open.Grant.Session.Tell(new RevokeLease(open.Grant.Lease));
    }

    /// <summary>A trial of the lease has ended, one way or the other.</summary>
    public void TrialEnded(LeaseId lease)
    {
        if (_open.TryGetValue(lease, out var open))
            open.Done++;
    }

    /// <summary>Takes the lease out; the bundle it was for, or null where it is not known.</summary>
    public Bundle? Remove(LeaseId lease) => _open.Remove(lease, out var open) ? open.Bundle : null;

    public IReadOnlyList<RunningBundle> Describe() => [.. _open.OrderBy(o => o.Key.Value).Select(o =>
        new RunningBundle(
            o.Value.Grant.Worker, o.Value.Bundle.Index, Describe(o.Value.Bundle), o.Value.Done, o.Value.Trials))];

    private static string Describe(Bundle bundle)
    {
        var seeds = bundle.Seeds.Count == 1 ? $"seed {bundle.Seeds[0]}" : $"seeds {bundle.Seeds[0]}–{bundle.Seeds[^1]}";
        return $"fraction {bundle.Fraction}, {bundle.Generator?.Label ?? "no boost"}, {seeds}";
    }

    private sealed class OpenLease(GrantBundle grant, Bundle bundle, int trials)
    {
        public GrantBundle Grant { get; } = grant;

        public Bundle Bundle { get; } = bundle;

        public int Trials { get; } = trials;

        public int Done { get; set; }
    }
}
