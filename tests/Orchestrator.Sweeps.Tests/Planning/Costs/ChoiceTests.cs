using Orchestrator.Sweeps.Planning.Costs;

namespace Orchestrator.Sweeps.Tests.Planning.Costs;

public sealed class ChoiceTests
{
    private static readonly int[] Groups = [1, 2, 3, 4, 9];

    [Theory]
    [InlineData(new[] { 1.0, 1.02, 0.93, 1.2 }, 1)]
    [InlineData(new[] { 1.0, 0.7, 0.52, 0.5 }, 4)]
    [InlineData(new[] { 1.0, 0.7, 0.5, 0.3 }, 8)]
    [InlineData(new[] { 1.0 }, 1)]
    public void Group_size_is_the_smallest_within_a_tenth_of_the_best(double[] seconds, int expected) =>
        Assert.Equal(expected, Costs(seconds).Choose());

    [Fact]
    public void Group_size_is_bounded_by_memory_but_never_below_the_smallest()
    {
        var costs = Costs(1, 0.7, 0.5, 0.3);
        Assert.Equal(4, costs.Choose(memoryBytes: 4_000));
        Assert.Equal(1, costs.Choose(memoryBytes: 10));
    }

    [Fact]
    public void Group_sizes_take_the_smallest_of_several_settings_and_are_safe_where_nothing_is_known()
    {
        var sizes = GroupSizes.Of([Costs(1, 0.5, 0.3, 0.2), Costs(1, 0.5, 0.5, 0.5) with { Algorithm = "other" }]);
        Assert.Equal(2, sizes.For("mlp", "cpu"));
        Assert.Equal(1, sizes.For("wgan-gp", "cpu"));
        Assert.Equal(256, GroupSizes.Unmeasured.For("wgan-gp", "cuda:0"));
        Assert.Equal(7, GroupSizes.Fixed(7).For("mlp", "cpu"));
    }

    [Theory]
    [InlineData(new[] { 1.0, 1.94 }, 2)]
    [InlineData(new[] { 1.0, 1.03 }, 1)]
    [InlineData(new[] { 1.0, 1.9, 2.0 }, 2)]
    public void Number_of_groups_is_the_smallest_within_five_percent_of_the_best(double[] throughput, int expected) =>
        Assert.Equal(expected, new Concurrency(throughput.Select((t, i) => new ConcurrencySample(1 << i, t))).Choose());

    [Fact]
    public void Throughput_is_on_a_line_between_samples_and_flat_beyond_them()
    {
        var concurrency = new Concurrency([new(1, 1), new(4, 2.5)]);
        Assert.Equal([1.0, 1.5, 2.0, 2.5, 2.5], Groups.Select(concurrency.Of));
        Assert.Null(new Concurrency([]).Choose());
        Assert.Equal(3, new Concurrency([]).Of(3));
    }

    private static GroupCosts Costs(params double[] seconds) =>
        new("mlp", "mlp v1", [.. seconds.Select((s, i) => new GroupSample(1 << i, s, 1000 << i))]);
}
