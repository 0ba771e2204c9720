using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Protocol;

/// <summary>
/// The bundle of a lease. A lease may hold only some seeds of a bundle of the plan; its bundle is then the plan's,
/// restricted to the seeds of the leased trials.
/// </summary>
internal static class LeasedBundles
{
    public static Bundle Of(SweepPlan plan, int index, IReadOnlyList<LeasedTrial> trials)
    {
        var bundle = plan.Bundle(index);
        var seeds = new HashSet<Seed>();
        foreach (var trial in trials)
        {
            seeds.Add(plan.Grid[trial.Index].Seed);
            if (seeds.Count == bundle.Seeds.Count)
                return bundle;
        }

        return bundle with
        {
            Seeds = [.. bundle.Seeds.Where(seeds.Contains)],
            Trials = [.. bundle.Trials.Where(trial => seeds.Contains(plan.Grid[trial].Seed))],
        };
    }
}
