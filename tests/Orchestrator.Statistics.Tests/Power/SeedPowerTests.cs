using Orchestrator.Statistics.Distributions;
using Orchestrator.Statistics.Power;
using Orchestrator.Statistics.Tests.Reference;

namespace Orchestrator.Statistics.Tests.Power;

public sealed class SeedPowerTests
{
    private static readonly List<int> More = [2, 3, 5, 10, 30, 100, 1000, 100_000];

    [Fact]
    public void Noncentral_t_gives_the_values_of_scipy()
    {
        foreach (var expected in ReferenceValues.Of("noncentralT"))
        {
            var power = NoncentralT.Beyond(
                expected.Number("critical"), expected.Number("freedom"), expected.Number("shift"));
            ReferenceValues.AssertClose(expected.Number("power"), power, expected.ToString());
        }
    }

    [Fact]
    public void Seeds_needed_are_those_that_scipy_counts_up_to()
    {
        foreach (var expected in ReferenceValues.Of("seeds"))
        {
            var seeds = SeedPower.SeedsNeeded(
                expected.Number("effect"), expected.Number("deviation"), expected.Number("test"),
                expected.Number("train"));
            Assert.Equal(expected.WholeOrNull("seeds"), seeds);
        }
    }

    [Fact]
    public void Power_without_effect_is_the_level_and_grows_with_the_seeds_to_its_limit()
    {
        Assert.Equal(0.05, SeedPower.Of(0, 1, 10, 20, 80), 8);
        Assert.Equal(0.01, SeedPower.Of(0, 1, 10, 20, 80, alpha: 0.01), 8);
        var powers = More.ConvertAll(j => SeedPower.Of(1, 1, j, 20, 80));
        Assert.Equal(powers.Order(), powers);
        Assert.Equal(SeedPower.Limit(1, 1, 20, 80), powers[^1], 4);
        Assert.Equal(SeedPower.Of(1, 1, 7, 20, 80), SeedPower.Of(-1, 1, 7, 20, 80));
    }

    [Fact]
    public void Power_without_spread_is_certain()
    {
        Assert.Equal((1, 0), (SeedPower.Of(1, 0, 5, 20, 80), SeedPower.Of(0, 0, 5, 20, 80)));
        Assert.Equal((1, 0), (SeedPower.Limit(1, 0, 20, 80), SeedPower.Limit(0, 0, 20, 80)));
        Assert.Equal(2, SeedPower.SeedsNeeded(0.005, 0, 20, 80));
    }

    [Fact]
    public void Seeds_needed_for_an_effect_below_the_floor_are_none()
    {
        Assert.Null(SeedPower.SeedsNeeded(0.005, 0.02, 262, 1047));
        Assert.Null(SeedPower.SeedsNeeded(1e-4, 1, 0, 100)); // more than a million
        Assert.NotNull(SeedPower.SeedsNeeded(0.005, 0.02, 0, 1047));
    }

    [Fact]
    public void Power_of_what_is_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SeedPower.Of(double.NaN, 1, 5, 20, 80));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeedPower.Of(1, -1, 5, 20, 80));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeedPower.Of(1, 1, 1, 20, 80));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeedPower.Of(1, 1, 5, 20, 80, alpha: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeedPower.SeedsNeeded(0, 1, 20, 80));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeedPower.SeedsNeeded(1, 1, 20, 80, power: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralT.Beyond(1, 0, 1));
    }
}
