using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Planning;

public sealed class PlanSummaryTests
{
    [Fact]
    public void Summary_cost_is_the_sum_over_the_bundles() =>
        Prop.ForAll(AnySweep.Arbitrary, spec =>
        {
            var plan = new SweepPlan(TestSweeps.Define(spec));
            var sum = Enumerable.Range(0, plan.BundleCount).Sum(index => BundleCost.Of(plan, plan.Bundle(index)));
            return Math.Abs(PlanSummary.Of(plan).Cost - sum) <= 1e-9 * sum;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Summary_sharing_saves_the_repeated_generator_fits()
    {
        var summary = PlanSummary.Of(TestSweeps.Plan);
        Assert.Equal((60, 12, 48, 6),
            (summary.Trials, summary.GeneratorTrainings, summary.GeneratorTrainingsUnshared, summary.Bundles));
        Assert.True(summary.CostUnshared > summary.Cost);
    }

    [Fact]
    public void Summary_unboosted_sweep_has_nothing_to_share()
    {
        var plan = new SweepPlan(
            TestSweeps.Define(TestSweeps.Spec with { Boosts = [new BoostFactor(0)], Generators = [] }));
        var summary = PlanSummary.Of(plan);
        Assert.Equal((0, 0), (summary.GeneratorTrainings, summary.GeneratorTrainingsUnshared));
        Assert.Equal(summary.Cost, summary.CostUnshared);
    }

    [Fact]
    public void Cost_grows_with_fraction_seeds_boost_and_epochs()
    {
        var spec = TestSweeps.Spec;
        var twice = TestVocabulary.WganGp.WithDefaults() is var wgan
            ? wgan with { Settings = wgan.Settings.With("epochs", "80") }
            : null;
        Assert.True(Cost(0) < Cost(1), "a generator costs");
        Assert.True(Cost(0) < Cost(3), "more rows cost");
        Assert.True(Cost(1) < Cost(1, spec with { Seeds = TestSweeps.Seeds(4) }), "more seeds cost");
        Assert.True(Cost(1) < Cost(1, spec with { Boosts = [spec.Boosts[0], spec.Boosts[1], new BoostFactor(2)] }),
            "more boost costs");
        Assert.True(Cost(1) < Cost(1, spec with { Generators = [twice!, TestVocabulary.Dcgan.WithDefaults()] }),
            "more epochs cost");
        Assert.True(Cost(1) > Cost(1, spec with { Models = [TestVocabulary.Logreg.WithDefaults()] }), "networks cost");

        var network = Orchestrator.Sweeps.Catalog.MlpAlgorithm.Descriptor.WithDefaults();
        var searched = network with { Settings = network.Settings.With("search", "published") };
        Assert.InRange(
            Cost(0, spec with { Models = [searched] }) / Cost(0, spec with { Models = [network] }), 38, 41);

        static double Cost(int bundle, SweepSpec? spec = null)
        {
            var plan = new SweepPlan(TestSweeps.Define(spec ?? TestSweeps.Spec));
            return BundleCost.Of(plan, plan.Bundle(bundle));
        }
    }
}
