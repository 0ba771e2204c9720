using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Planning.Costs;

public sealed class SweepEstimateTests
{
    private const int TrainingRows = 1000;

    private static readonly int[] Sizes = [500, 2000];
    private static readonly DeviceIdentity Device = new("cpu", "test", 2, "1");
    private static readonly Concurrency Concurrency = new([new(1, 1), new(2, 1.8)]);

    [Theory]
    [InlineData(1.0, 0)]
    [InlineData(2.2, 0.1)]
    [InlineData(0.3, 0.2)]
    public void Estimate_from_samples_at_both_ends_is_within_30_percent_of_a_simulated_truth(double power, double noise)
    {
        var plan = TestSweeps.Plan;
        var random = new Random(7);
        double Noisy(double seconds) => seconds * (1 + (noise * ((2 * random.NextDouble()) - 1)));

        var costs = plan.Definition.Spec.Models.Concat(plan.Definition.Spec.Generators)
            .Aggregate(new DeviceCosts(Device), (all, choice) => new[]
            {
                CostedWork.FitModel, CostedWork.FitBoosted, CostedWork.FitGenerator,
            }.Aggregate(all, (known, work) => known.With(new AlgorithmCosts(
                CostKey.Of(choice), plan.Definition.DatasetHash.ToString(), work,
                [.. Sizes.Select(rows => new CostSample(rows, Noisy(Truth(choice, rows, power))))]))));
        var estimate = SweepEstimate.Of(
            plan, new MeasuredCosts(plan.Definition, TrainingRows, costs), Concurrency, slots: 1, startSeconds: 0);
        Assert.InRange(estimate.ProcessorSeconds / Simulated(plan, power), 0.7, 1.3);
        Assert.True(estimate.ProcessorSecondsUnshared > estimate.ProcessorSeconds);
        Assert.All(estimate.Items, item => Assert.True(item.IsMeasured));
        Assert.Equal(estimate.Items.OrderByDescending(item => item.Seconds), estimate.Items);
    }

    [Fact]
    public void Estimate_counts_every_fit_once()
    {
        var plan = TestSweeps.Plan;
        var estimate = SweepEstimate.Of(plan, Unmeasured(plan), Concurrency, 2, 0);
        Assert.Equal(plan.Grid.Count, Fits(CostedWork.FitModel));
        Assert.Equal(plan.GeneratorTrainings, Fits(CostedWork.FitGenerator));

        double Fits(CostedWork work) => estimate.Items.Where(item => item.Work == work).Sum(item => item.Times);
    }

    [Fact]
    public void Estimate_of_what_was_not_measured_goes_by_the_shipped_table_and_says_so()
    {
        var plan = TestSweeps.Plan;
        var estimate = SweepEstimate.Of(plan, Unmeasured(plan), Concurrency, 1, 0);
        Assert.Contains(estimate.Items, item => !item.IsMeasured && item.Work == CostedWork.FitModel);
        Assert.InRange(estimate.ProcessorSeconds * 1000 / PlanSummary.Of(plan).Cost, 0.5, 2);
        Assert.False(Unmeasured(plan).IsComplete);
    }

    [Fact]
    public void Estimate_on_two_slots_is_shorter_by_the_clock_and_costs_what_they_take_from_each_other()
    {
        var plan = TestSweeps.Plan;
        var (one, two) = (Estimate(1), Estimate(2));
        Assert.InRange(one.ClockSeconds / two.ClockSeconds, 1.2, 1.8);
        Assert.InRange(two.ProcessorSeconds / one.ProcessorSeconds, 1, 2 / 1.8 + 1e-9);

        SweepEstimate Estimate(int slots) => SweepEstimate.Of(plan, Unmeasured(plan), Concurrency, slots, 0);
    }

    [Fact]
    public void Order_of_bundles_follows_what_was_measured()
    {
        var plan = TestSweeps.Plan;
        var dear = plan.Definition.Spec.Generators[1];
        var costs = new DeviceCosts(Device).With(new AlgorithmCosts(
            CostKey.Of(dear), plan.Definition.DatasetHash.ToString(), CostedWork.FitGenerator,
            [new CostSample(500, 1000)]));
        var measured = new SweepPlan(plan.Definition)
        {
            Costs = new MeasuredCosts(plan.Definition, TrainingRows, costs),
        };
        var costliest = Enumerable.Range(0, plan.BundleCount).MaxBy(bundle => measured.CostOf(measured.Whole(bundle)));
        Assert.Equal(dear, measured.Bundle(costliest).Generator);
        Assert.Equal(1, measured.Bundle(costliest).Fraction.Value);
    }

    private static MeasuredCosts Unmeasured(SweepPlan plan) =>
        new(plan.Definition, TrainingRows, new DeviceCosts(Device));

    private static double Truth(AlgorithmChoice choice, double rows, double power) =>
        (1 + (choice.Algorithm.Name.Length % 5)) * 1e-3 * Math.Pow(rows / 100, power);

    // Trial by trial, as they are run.
    private static double Simulated(SweepPlan plan, double power)
    {
        var seconds = 0.0;
        for (var index = 0L; index < plan.Grid.Count; index++)
        {
            var trial = plan.Grid[index];
            var real = trial.Fraction.Of(TrainingRows);
            seconds += Truth(trial.Model, real + trial.Boost.Of(real), power);
        }

        foreach (var fraction in plan.Definition.Spec.Fractions)
        {
            seconds += plan.Definition.Spec.Generators.Sum(generator =>
                plan.Definition.Spec.Seeds.Count * Truth(generator, fraction.Of(TrainingRows), power));
        }

        return seconds;
    }
}
