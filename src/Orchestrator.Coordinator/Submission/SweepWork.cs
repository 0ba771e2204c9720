using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Submission;

/// <summary>
/// What of a sweep is to be handed out: goes through its bundles, the costliest first, and says which trials must be
/// looked up in the store before their bundle is offered. Nothing is held for a bundle but a bit. Not thread-safe.
/// </summary>
internal sealed class SweepWork(SweepPlan plan, SweepState state, LeaseBook leases)
{
    private const int TrialsPerPage = 8_000;
    private const int BundlesPerPage = 500;
    private const int MostSorted = 4_000_000;

    private readonly TrialSet _lookedUp = new();
    private int[]? _order;
    private int _next;

    public SweepPlan Plan => plan;

    /// <summary>Whether there are bundles that have not been gone through.</summary>
    public bool HasMore => _next < plan.BundleCount;

    /// <summary>Starts again with the first bundle; what was looked up stays known.</summary>
    public void Restart() => _next = 0;

    /// <summary>The next bundles with something to hand out; none where <see cref="HasMore"/> turns false.</summary>
    public WorkPage NextPage()
    {
        var page = new WorkPage([], []);
        while (HasMore && page.Bundles.Count < BundlesPerPage && page.Unknown.Count < TrialsPerPage)
        {
            var bundle = BundleAt(_next++);
            var free = plan.TrialsOf(plan.Whole(bundle)).Where(IsFree).ToList();
            if (free.Count == 0)
                continue;
            page.Bundles.Add(bundle);
            if (!_lookedUp.Contains(bundle))
                page.Unknown.AddRange(free);
        }

        return page;
    }

    /// <summary>The store has been asked for everything of the page.</summary>
    public void LookedUp(WorkPage page)
    {
        foreach (var bundle in page.Bundles)
            _lookedUp.Add(bundle);
    }

    /// <summary>The trials of a part that may be handed out now.</summary>
    public IReadOnlyList<long> Available(BundlePart part)
    {
        var available = new List<long>();
        foreach (var trial in plan.TrialsOf(part))
        {
            if (IsFree(trial) && (part.IsAlone || !leases.IsKeptApart(trial)))
                available.Add(trial);
        }

        return available;
    }

    /// <summary>What is to be offered of a part: the rest of it as one, and each trial that is kept apart.</summary>
    public IEnumerable<PendingPart> Offers(BundlePart part)
    {
        var together = false;
        HashSet<string>? avoid = null;
        foreach (var trial in plan.TrialsOf(part))
        {
            if (!IsFree(trial))
                continue;
            var failedOn = leases.FailedOn(trial);
            if (leases.IsKeptApart(trial))
            {
                var alone = plan.Alone(trial);
                yield return new PendingPart(alone, plan.CostOf(alone)) { Avoid = [.. failedOn] };
                continue;
            }

            together = true;
            if (failedOn.Count > 0)
                (avoid ??= []).UnionWith(failedOn);
        }

        if (together)
            yield return new PendingPart(part, plan.CostOf(part)) { Avoid = avoid is null ? [] : avoid };
    }

    private bool IsFree(long trial) => state.IsPending(trial) && !leases.IsHeld(trial);

    private int BundleAt(int position)
    {
        if (plan.BundleCount > MostSorted)
            return position;
        _order ??= [.. Enumerable.Range(0, plan.BundleCount)
            .OrderByDescending(bundle => plan.CostOf(plan.Whole(bundle)))];
        return _order[position];
    }
}

/// <summary>Bundles with something to hand out, and those of their trials that the store must be asked for.</summary>
internal sealed record WorkPage(List<int> Bundles, List<long> Unknown);
