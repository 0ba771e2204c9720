using Akka.Actor;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Placement;

/// <summary>The bundles of one sweep that wait for a worker, the costliest first.</summary>
internal sealed class WaitingSweep(IActorRef sweep, SweepPlan plan)
{
    private readonly SortedSet<(double NegatedCost, int Bundle)> _bundles = [];

    public IActorRef Sweep { get; } = sweep;

    /// <summary>How many of its bundles workers hold.</summary>
    public int Running { get; set; }

    public void Add(IEnumerable<int> bundles)
    {
        foreach (var bundle in bundles)
            _bundles.Add(Entry(bundle));
    }

    public void Remove(int bundle) => _bundles.Remove(Entry(bundle));

    /// <summary>The costliest waiting bundles, at most <paramref name="count"/>.</summary>
    public IEnumerable<PendingBundle> Costliest(int count) =>
        _bundles.Take(count).Select(entry => new PendingBundle(entry.Bundle, -entry.NegatedCost));

    private (double, int) Entry(int bundle) => (-BundleCost.Of(plan, plan.Bundle(bundle)), bundle);
}
