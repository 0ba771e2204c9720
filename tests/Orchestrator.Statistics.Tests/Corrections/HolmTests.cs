using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Statistics.Corrections;
using Orchestrator.Statistics.Tests.Reference;

namespace Orchestrator.Statistics.Tests.Corrections;

public sealed class HolmTests
{
    [Fact]
    public void Adjustment_of_reference_families_gives_their_values()
    {
        foreach (var expected in ReferenceValues.Of("holm"))
        {
            var adjusted = Holm.Adjust([.. expected.Numbers("values").Select(v => (double?)v)]);
            foreach (var (value, actual) in expected.Numbers("adjusted").Zip(adjusted))
                ReferenceValues.AssertClose(value, actual);
        }
    }

    [Fact]
    public void Adjustment_of_Holms_family_by_hand() =>
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p!.Value, 12)));

    [Fact]
    public void Adjustment_leaves_what_has_no_p_out_of_the_family()
    {
        Assert.Equal([null, 0.02, null, 0.5], Holm.Adjust([null, 0.01, null, 0.5]));
        Assert.Equal([null], Holm.Adjust([null]));
        Assert.Empty(Holm.Adjust([]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void Adjustment_of_what_is_no_probability_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Holm.Adjust([0.5, value]));

    [Fact]
    public void Adjustment_of_any_family_is_monotone_never_below_and_at_most_one() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 1000).Select(v => v / 1000.0)).ToArbitrary(), values =>
        {
            var adjusted = Holm.Adjust([.. values.Select(v => (double?)v)]).Select(p => p!.Value).ToList();
            var pairs = values.Zip(adjusted).OrderBy(p => p.First).ToList();
            return pairs.All(p => p.Second >= p.First && p.Second <= 1)
                && pairs.Zip(pairs.Skip(1)).All(p => p.First.Second <= p.Second.Second)
                && (values.Length == 0 || adjusted.Min() == Math.Min(1, values.Length * values.Min()));
        }).QuickCheckThrowOnFailure();
}
