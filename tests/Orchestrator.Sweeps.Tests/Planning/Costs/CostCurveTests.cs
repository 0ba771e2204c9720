using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Planning.Costs;

namespace Orchestrator.Sweeps.Tests.Planning.Costs;

public sealed class CostCurveTests
{
    [Fact]
    public void Curve_of_a_power_law_is_that_law_at_any_size() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(PositiveInt, PositiveInt, PositiveInt)>(),
            some =>
            {
                var power = some.Item1.Get % 30 / 10.0;
                var least = 10 + (some.Item2.Get % 1000);
                double Law(double rows) => 1e-4 * Math.Pow(rows, power);
                var curve = new CostCurve(
                    [new CostSample(least, Law(least)), new CostSample(3 * least, Law(3 * least))]);
                return new[] { 0.2, 1, 1.7, 3, 20 }.All(factor =>
                    Math.Abs(curve.At(factor * least) / Law(factor * least) - 1) < 1e-9);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Curve_goes_through_every_sample_and_between_them_stays_between() =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt[]>().Filter(times => times.Length > 1), times =>
        {
            var samples = times.Select((time, i) => new CostSample(100 * (i + 1), time.Get)).ToArray();
            var curve = new CostCurve(samples.Reverse());
            return samples.All(sample => Math.Abs(curve.At(sample.Rows) / sample.Seconds - 1) < 1e-9)
                && samples.Zip(samples.Skip(1)).All(pair =>
                    curve.At(pair.First.Rows + 50) >= Math.Min(pair.First.Seconds, pair.Second.Seconds) * (1 - 1e-9)
                    && curve.At(pair.First.Rows + 50) <= Math.Max(pair.First.Seconds, pair.Second.Seconds) * (1 + 1e-9));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Curve_of_one_sample_is_in_proportion_and_nothing_costs_nothing()
    {
        var curve = new CostCurve([new CostSample(100, 2)]);
        Assert.Equal(6, curve.At(300), 9);
        Assert.Equal(0, curve.At(0));
        Assert.Throws<ArgumentException>(() => new CostCurve([]));
    }

    [Fact]
    public void Curve_that_falls_or_leaps_is_not_believed_beyond_its_ends()
    {
        var falling = new CostCurve([new CostSample(100, 2), new CostSample(200, 1)]);
        Assert.Equal(1, falling.At(10_000), 9);
        var leaping = new CostCurve([new CostSample(100, 1), new CostSample(200, 1000)]);
        Assert.Equal(1000 * Math.Pow(2, CostCurve.SteepestPower), leaping.At(400), 6);
    }
}
