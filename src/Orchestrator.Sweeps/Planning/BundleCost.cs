namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// How long a bundle is likely to take beside others of any sweep, for placement and estimates. In units of one unfused scikit-style
/// fit on the whole training part; only ratios mean anything.
/// </summary>
public static class BundleCost
{
    private const double FusedReplica = 8;
    private const double PlainFit = 1;
    private const double GeneratorReplica = 10;

    /// <summary>The estimate for one bundle of <paramref name="plan"/>.</summary>
    public static double Of(SweepPlan plan, Bundle bundle)
    {
        var spec = plan.Definition.Spec;
        var perRow = spec.Models.Sum(model => model.Algorithm.Fuses ? FusedReplica : PlainFit);
        var rows = plan.Grid.Arms.Where(arm => Equals(arm.Generator, bundle.Generator)).Sum(arm => 1 + arm.Boost.Value);
        var generator = bundle.Generator is null ? 0 : GeneratorReplica;
        return bundle.Fraction.Value * bundle.Seeds.Count * (generator + rows * perRow);
    }
}
