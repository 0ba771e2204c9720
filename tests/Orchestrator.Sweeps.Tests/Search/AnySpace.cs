using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Tests.Search;

/// <summary>Generated spaces, and what properties of searches are checked with.</summary>
internal static class AnySpace
{
    private static readonly SettingDescriptor WholeSetting = new("w", SettingKind.Integer, "1", "")
    {
        Minimum = 1,
        Maximum = 500,
    };

    private static readonly SettingDescriptor RealSetting = new("r", SettingKind.Real, "1", "")
    {
        Minimum = 1e-6,
        Maximum = 1000,
    };

    private static readonly SettingDescriptor WordSetting = new("l", SettingKind.Choice, "a", "")
    {
        Choices = ["a", "b", "c", "d", "e"],
    };

    private static readonly Gen<SearchDimension> Whole =
        from first in Gen.Choose(1, 300)
        from length in Gen.Choose(1, 40)
        from log in Gen.Elements(true, false)
        from points in Gen.Elements<int?>(null, 2, 5)
        select (SearchDimension)new WholeDimension("w", WholeSetting, first, first + length, log, points);

    private static readonly Gen<SearchDimension> Real =
        from first in Gen.Choose(1, 9_999)
        from length in Gen.Choose(1, 9_999)
        from log in Gen.Elements(true, false)
        from points in Gen.Choose(2, 6)
        select (SearchDimension)new RealDimension(
            "r", RealSetting, first / 1e4, (first + length) / 1e4, log, points);

    private static readonly Gen<SearchDimension> Words =
        from count in Gen.Choose(1, 5)
        select (SearchDimension)new ListDimension("l", WordSetting, [.. WordSetting.Choices.Take(count)]);

    /// <summary>Spaces of one to four dimensions, each of which has a grid.</summary>
    public static Gen<SearchSpace> Spaces { get; } =
        from count in Gen.Choose(1, 4)
        from dimensions in Gen.OneOf(Whole, Real, Words).ListOf(count)
        select new SearchSpace([.. dimensions.Select((dimension, i) => dimension with { Name = $"{dimension.Name}{i}" })]);

    public static Digest Seed(int number) => Digest.Of(BitConverter.GetBytes(number));

    /// <summary>Whether every value is canonical, accepted by its setting and within its dimension.</summary>
    public static bool Holds(SearchSpace space, IReadOnlyList<string> values) =>
        values.Count == space.Dimensions.Count
        && space.Dimensions.Zip(values).All(pair =>
            SettingText.Canonical(pair.First.Setting, pair.Second) == pair.Second && Within(pair.First, pair.Second));

    /// <summary>Runs a search to its end, each proposal scored by its values.</summary>
    public static SearchSampler Run(SearchSampler sampler, int parallel, Func<SearchProposal, double?> score)
    {
        while (sampler.Ask(parallel) is { Count: > 0 } generation)
            sampler.Tell([.. generation.Select(score)]);
        return sampler;
    }

    private static bool Within(SearchDimension dimension, string value) => dimension switch
    {
        ListDimension list => list.Values.Contains(value),
        WholeDimension whole => int.Parse(value) is var number && number >= whole.From && number <= whole.To,
        RealDimension real => Number(value) is var number && number >= real.From && number <= real.To,
        _ => false,
    };

    public static double Number(string value) =>
        double.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
}
