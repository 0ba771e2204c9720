namespace Orchestrator.Sweeps.Planning;

/// <summary>The size of a plan, for the researcher to judge before it runs.</summary>
/// <param name="Trials">How many trials there are.</param>
/// <param name="GeneratorTrainings">How many generators are trained.</param>
/// <param name="GeneratorTrainingsUnshared">How many a tool would train that shares no work between trials.</param>
/// <param name="Bundles">How many bundles are handed to workers: no more than this can run at a time.</param>
/// <param name="Cost">The cost by the shipped table, in the unit of <see cref="BundleCost"/>.</param>
/// <param name="CostUnshared">The same for a tool that shares no work between trials.</param>
public sealed record PlanSummary(
    long Trials, long GeneratorTrainings, long GeneratorTrainingsUnshared, int Bundles, double Cost,
    double CostUnshared)
{
    /// <summary>
    /// The summary of <paramref name="plan"/>: worked out per axis, never per trial, so in milliseconds for any size.
    /// </summary>
    public static PlanSummary Of(SweepPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var spec = plan.Definition.Spec;
        var costs = plan.TableCosts;
        // The cost is linear in the fraction: all fractions together cost what their mean does, times their number.
        var fraction = spec.Fractions.Average(f => f.Value);
        var cost = plan.Sources.Sum(source => costs.Of(fraction, source, spec.Seeds.Count)) * spec.Fractions.Count;
        var refits = plan.Sources.Sum(source => source is null ? 0 : CostModel.GeneratorFit(fraction, source));
        var boosts = spec.Boosts.Count(boost => !boost.IsNone);
        var perGenerator = (double)boosts * spec.Models.Count - 1;
        var repeated = refits * perGenerator * spec.Seeds.Count * spec.Fractions.Count;
        return new PlanSummary(plan.Grid.Count, plan.GeneratorTrainings, plan.GeneratorTrainingsUnshared,
            plan.BundleCount, cost, cost + repeated);
    }
}
