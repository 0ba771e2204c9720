namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// How long a bundle is likely to take beside others of any sweep, for placement and estimates. The unit is about a
/// millisecond of one core on a training part of a thousand rows and a dozen columns; only ratios mean anything.
/// </summary>
public static class BundleCost
{
    /// <summary>The estimate for one bundle of <paramref name="plan"/>.</summary>
    public static double Of(SweepPlan plan, Bundle bundle) =>
        plan.Costs.Of(bundle.Fraction.Value, bundle.Generator, bundle.Seeds.Count);
}
