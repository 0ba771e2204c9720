using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Tests.Specs;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Planning;

public sealed class SweepPlanTests
{
    [Fact]
    public void Plan_bundles_partition_the_grid() =>
        Prop.ForAll(AnySweep.Arbitrary, spec =>
        {
            var plan = new SweepPlan(TestSweeps.Define(spec));
            var seen = new int[plan.Grid.Count];
            for (var index = 0; index < plan.BundleCount; index++)
            {
                foreach (var trial in plan.Bundle(index).Trials)
                {
                    seen[trial]++;
                    if (plan.BundleOf(trial) != index)
                        return false;
                }
            }

            return seen.All(times => times == 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Plan_trials_of_a_bundle_share_its_fraction_generator_and_seeds() =>
        Prop.ForAll(AnySweep.Arbitrary, spec =>
        {
            var plan = new SweepPlan(TestSweeps.Define(spec));
            return Enumerable.Range(0, plan.BundleCount).Select(plan.Bundle).All(bundle =>
                bundle.Seeds.Count is >= 1 and <= SweepPlan.SeedsPerBundle
                && bundle.Trials.SequenceEqual(bundle.Trials.Order())
                && bundle.Trials.Select(trial => plan.Grid[trial]).All(trial =>
                    trial.Fraction == bundle.Fraction
                    && Equals(trial.Generator, bundle.Generator)
                    && bundle.Seeds.Contains(trial.Seed)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Plan_trainings_are_one_for_each_distinct_generator_fit() =>
        Prop.ForAll(AnySweep.Arbitrary, spec =>
        {
            var plan = new SweepPlan(TestSweeps.Define(spec));
            var fits = Enumerable.Range(0, (int)plan.Grid.Count).Select(index => plan.Grid[index])
                .Where(trial => trial.Generator is not null)
                .Select(trial => plan.Keys.GeneratorFit(trial.Fraction, trial.Generator!, trial.Seed)).ToList();
            return plan.GeneratorTrainingsUnshared == fits.Count && plan.GeneratorTrainings == fits.Distinct().Count();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Plan_first_bundle_is_the_unboosted_one()
    {
        var bundle = TestSweeps.Plan.Bundle(0);
        Assert.Null(bundle.Generator);
        Assert.Equal([0L, 1, 2, 3, 4, 5], bundle.Trials);
        Assert.Equal("wgan-gp", TestSweeps.Plan.Bundle(1).Generator?.Label);
        Assert.Equal(6, TestSweeps.Plan.BundleCount);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    public void Plan_bundle_outside_is_refused(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TestSweeps.Plan.Bundle(index));

    [Fact]
    public void Plan_trial_outside_a_bundle_is_refused()
    {
        var trials = TestSweeps.Plan.Bundle(0).Trials;
        Assert.Throws<ArgumentOutOfRangeException>(() => trials[6]);
        Assert.Throws<ArgumentOutOfRangeException>(() => TestSweeps.Plan.BundleOf(60));
    }

    [Fact]
    public void Plan_seventeen_seeds_make_two_blocks()
    {
        var plan = new SweepPlan(TestSweeps.Define(TestSweeps.Spec with { Seeds = TestSweeps.Seeds(17) }));
        Assert.Equal(12, plan.BundleCount);
        Assert.Equal((16, 1), (plan.Bundle(0).Seeds.Count, plan.Bundle(1).Seeds.Count));
    }

    [Fact]
    public void Plan_of_a_million_million_trials_is_worked_out_by_index()
    {
        var spec = SpecText.With("fractions: 0.00001..1 step 0.00001", "boosts: 0.1..100 step 0.1", "generators: dcgan",
            "seeds: 10000");
        var plan = new SweepPlan(TestSweeps.Define(spec));
        Assert.Equal(1_000_000_000_000, plan.Grid.Count);
        Assert.Equal(62_500_000, plan.BundleCount);
        Assert.Equal(plan.BundleCount - 1, plan.BundleOf(plan.Grid.Count - 1));
        Assert.Equal(plan.Grid.Count - 1, plan.Bundle(plan.BundleCount - 1).Trials[^1]);
        Assert.Equal((1.0, 100.0, 9_999), (plan.Grid[plan.Grid.Count - 1].Fraction.Value,
            plan.Grid[plan.Grid.Count - 1].Boost.Value, plan.Grid[plan.Grid.Count - 1].Seed.Value));
    }
}
