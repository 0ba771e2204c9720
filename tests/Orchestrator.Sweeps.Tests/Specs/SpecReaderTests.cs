using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Sweeps.Tests.Specs;

public sealed class SpecReaderTests
{
    [Fact]
    public void Read_shortest_file_has_the_defaults()
    {
        var spec = SpecText.With();
        Assert.Equal("a", spec.Name);
        Assert.Equal(new DatasetReference.BuiltIn("titanic"), spec.Dataset);
        Assert.Equal([1.0], spec.Fractions.Select(f => f.Value));
        Assert.Equal([0.0], spec.Boosts.Select(b => b.Value));
        Assert.Empty(spec.Generators);
        Assert.Equal(["logreg"], spec.Models.Select(m => m.Label));
        Assert.Equal([0, 1, 2, 3, 4], spec.Seeds.Select(s => s.Value));
        Assert.Equal(SplitSpec.Default, spec.Split);
        Assert.Equal(("accuracy", 2), (spec.Metric, spec.Attempts));
    }

    [Theory]
    [InlineData("0.5", new[] { 0.5 })]
    [InlineData("[0.5, 0.25]", new[] { 0.5, 0.25 })]
    [InlineData("0.3..0.8 step 0.1", new[] { 0.3, 0.4, 0.5, 0.6, 0.7, 0.8 })]
    [InlineData("[0.3..0.8 step 0.1, 1.0]", new[] { 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1 })]
    [InlineData("0.3..0.75 step 0.2", new[] { 0.3, 0.5, 0.7 })]
    [InlineData("0.5 .. 0.5 step 9", new[] { 0.5 })]
    [InlineData("1e-1..3e-1 step 1e-1", new[] { 0.1, 0.2, 0.3 })]
    public void Read_fractions_are_exactly_the_decimals_written(string fractions, double[] expected) =>
        Assert.Equal(expected, SpecText.With("fractions: " + fractions).Fractions.Select(f => f.Value));

    [Fact]
    public void Read_whole_boost_range_steps_by_one() =>
        Assert.Equal([0.0, 1, 2, 3],
            SpecText.With("boosts: 0..3", "generators: dcgan").Boosts.Select(b => b.Value));

    [Theory]
    [InlineData("boosts: [0, 0.2, {share: 1, replace: true}]", "0 0.2 replace 1")]
    [InlineData("boosts: [1, {share: 1, replace: true}]", "1 replace 1")]
    [InlineData("boosts: {share: 1..2, replace: true}", "replace 1 replace 2")]
    [InlineData("boosts: [0..1, 20]\nreplace: true", "0 replace 1 replace 20")]
    [InlineData("boosts: [{share: 1, replace: false}, 2]\nreplace: true", "1 replace 2")]
    [InlineData("boosts: [{share: 0.5}, 3]\nreplace: false", "0.5 3")]
    public void Read_boost_may_replace_the_real_rows(string boosts, string expected) =>
        Assert.Equal(expected, string.Join(' ', SpecText.With(boosts, "generators: dcgan").Boosts));

    [Fact]
    public void Read_split_in_file_order_has_a_share_alone()
    {
        var split = SpecText.With("split: {test: 0.3, order: file}").Split;
        Assert.Equal(SplitSpec.InFileOrder(0.3), split);
        Assert.Equal((true, false, false), (split.FileOrder, split.Stratified, split.KeepsOrder));
        Assert.True(SpecText.With("split: {order: file, shuffle: false}").Split.KeepsOrder);
        Assert.Equal(SplitSpec.Default, SpecText.With("split: {order: random}").Split);
    }

    [Fact]
    public void Read_negative_zero_boost_is_zero()
    {
        var boost = SpecText.With("boosts: -0.0").Boosts.Single();
        Assert.True(boost.IsNone);
        Assert.Equal("0", boost.ToString());
    }

    [Theory]
    [InlineData("3", new[] { 0, 1, 2 })]
    [InlineData("[7, 3]", new[] { 7, 3 })]
    [InlineData("10..13", new[] { 10, 11, 12, 13 })]
    [InlineData("[0..4 step 2, 99]", new[] { 0, 2, 4, 99 })]
    [InlineData("[5]", new[] { 5 })]
    public void Read_seeds_are_a_count_a_list_or_a_range(string seeds, int[] expected) =>
        Assert.Equal(expected, SpecText.With("seeds: " + seeds).Seeds.Select(s => s.Value));

    [Theory]
    [InlineData("{test: 0.3, stratified: false, seed: 42}", 0.3, false, 42)]
    [InlineData("{seed: per-seed}", 0.2, true, null)]
    [InlineData("{}", 0.2, true, 0)]
    public void Read_split_fills_in_what_is_left_out(string split, double share, bool stratified, int? seed) =>
        Assert.Equal(new SplitSpec(share, stratified, seed), SpecText.With("split: " + split).Split);

    [Fact]
    public void Read_longest_axis_is_accepted() =>
        Assert.Equal(100_000, SpecText.With("seeds: 1..100000").Seeds.Count);

    [Fact]
    public void Read_metric_and_attempts_are_kept()
    {
        var spec = SpecText.With("metric: roc-auc", "attempts: 7");
        Assert.Equal(("roc-auc", 7), (spec.Metric, spec.Attempts));
    }
}
