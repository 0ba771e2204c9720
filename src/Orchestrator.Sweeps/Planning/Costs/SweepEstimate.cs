
namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>How long a sweep is likely to take on a device.</summary>
/// <param name="Slots">The slots it is for.</param>
/// <param name="ClockSeconds">Seconds by the clock on an idle machine.</param>
/// <param name="ProcessorSeconds">Seconds of processor time.</param>
/// <param name="ProcessorSecondsUnshared">The same for a tool that shares no work between trials.</param>
/// <param name="Items">What it is made up of, the costliest first.</param>
public sealed record SweepEstimate(
    int Slots, double ClockSeconds, double ProcessorSeconds, double ProcessorSecondsUnshared,
    IReadOnlyList<CostItem> Items)
{
    private const long MostBundlesListed = 1_000_000;

    /// <summary>
    /// The estimate for a plan: worked out per fraction and generator, never per trial.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="costs">The costs of its parts.</param>
    /// <param name="concurrency">What slots get done side by side.</param>
    /// <param name="slots">How many slots there are, from 1.</param>
    /// <param name="startSeconds">Seconds of one core before and after the trials: starting, warming up.</param>
    public static SweepEstimate Of(
        SweepPlan plan, MeasuredCosts costs, Concurrency concurrency, int slots, double startSeconds)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(costs);
        var spec = plan.Definition.Spec;
        var items = new List<CostItem>();
        var bundles = new List<(double Seconds, int Seeds)>();
        var repeated = 0.0;
        foreach (var fraction in spec.Fractions)
        {
            foreach (var source in plan.Sources)
            {
                foreach (var (seeds, count) in Blocks(spec.Seeds.Count, plan.BundleCount))
                {
                    var parts = costs.Items(fraction.Value, source, seeds).ToList();
                    items.AddRange(parts.Select(item =>
                        item with { Times = item.Times * count, Seconds = item.Seconds * count }));
                    bundles.AddRange(Enumerable.Repeat((parts.Sum(item => item.Seconds), seeds), count));
                }

                if (source is not null)
                    repeated += spec.Seeds.Count * costs.RepeatedSeconds(fraction.Value, source);
            }
        }

        var schedule = SlotSchedule.Of(bundles, slots, concurrency);
        var busy = schedule.Busy + startSeconds;
        return new SweepEstimate(
            slots, schedule.Clock + (startSeconds / Math.Min(slots, 2)), busy, busy + repeated, Merged(items));
    }

    // How many seeds a bundle has, and how many such bundles there are; very many are taken together.
    private static IEnumerable<(int Seeds, int Count)> Blocks(int seeds, int bundles)
    {
        var (full, rest) = Math.DivRem(seeds, SweepPlan.SeedsPerBundle);
        if (bundles > MostBundlesListed)
        {
            yield return (seeds, 1);
            yield break;
        }

        if (full > 0)
            yield return (SweepPlan.SeedsPerBundle, full);
        if (rest > 0)
            yield return (rest, 1);
    }

    private static List<CostItem> Merged(List<CostItem> items) =>
    [
        .. items.GroupBy(item => (Kind: KindOf(item.Work), item.Algorithm))
            .Select(same => new CostItem(
                same.Key.Kind, same.Key.Algorithm, same.Sum(item => item.Times), same.Sum(item => item.Seconds),
                same.All(item => item.IsMeasured)))
            .OrderByDescending(item => item.Seconds),
    ];

    // Fits on real rows and on boosted ones are one thing to whoever reads of them.
    private static CostedWork KindOf(CostedWork work) =>
        work == CostedWork.FitBoosted ? CostedWork.FitModel : work;
}
