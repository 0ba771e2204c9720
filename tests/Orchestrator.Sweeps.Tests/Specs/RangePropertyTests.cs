using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Orchestrator.Sweeps.Tests.Specs;

public sealed class RangePropertyTests
{
    private static readonly Arbitrary<(int First, int Steps, int Step, int Digits)> AnyRange = Arb.From(
        from digits in Gen.Choose(0, 6)
        from first in Gen.Choose(1, 400)
        from steps in Gen.Choose(0, 60)
        from step in Gen.Choose(1, 10)
        select (first, steps, step, digits));

    [Fact]
    public void Range_values_are_the_decimals_that_a_list_would_name() =>
        Prop.ForAll(AnyRange, range =>
        {
            var values = Enumerable.Range(0, range.Steps + 1)
                .Select(i => Decimal(range.First + i * range.Step, range.Digits)).ToList();
            var text = $"{values[0]}..{values[^1]} step {Decimal(range.Step, range.Digits)}";
            var spec = SpecText.With($"boosts: {text}", "generators: dcgan", "seeds: 1");
            return spec.Boosts.Select(b => b.Value)
                .SequenceEqual(values.Select(v => double.Parse(v, CultureInfo.InvariantCulture)));
        }).QuickCheckThrowOnFailure();

    private static string Decimal(int units, int digits)
    {
        var value = (decimal)units;
        for (var i = 0; i < digits; i++)
            value /= 10;
        return value.ToString(CultureInfo.InvariantCulture);
    }
}
