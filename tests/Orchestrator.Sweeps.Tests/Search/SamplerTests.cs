using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;

namespace Orchestrator.Sweeps.Tests.Search;

public sealed class SamplerTests
{
    private static readonly SettingDescriptor Any = new("x", SettingKind.Real, "1", "") { Minimum = 1e-9 };

    private static readonly SearchSpace Plane = new(
        [new RealDimension("x", Any, 0.001, 10, Log: true), new RealDimension("y", Any, 1, 3)]);

    // The best value of 40 tries, 60 times each. Under equal skill TPE would win half of them: 42 or more of 60 have a
    // probability below 0.2 %.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Tpe_finds_a_smooth_optimum_better_than_random_at_equal_budget(int parallel)
    {
        var tpe = Enumerable.Range(0, 60).Select(seed => BestOf(SearchStrategy.Tpe, seed, parallel)).ToList();
        var random = Enumerable.Range(0, 60).Select(seed => BestOf(SearchStrategy.Random, seed, parallel)).ToList();

        Assert.InRange(tpe.Zip(random).Count(pair => pair.First > pair.Second), 42, 60);
        Assert.True(-tpe.Average() < -random.Average() / 2, $"{tpe.Average()} is not half of {random.Average()}");
    }

    [Fact]
    public void Tpe_comes_to_draw_the_category_that_does_best()
    {
        var words = new SettingDescriptor("w", SettingKind.Choice, "a", "") { Choices = ["a", "b", "c", "d"] };
        var space = new SearchSpace([new ListDimension("w", words, words.Choices), new RealDimension("y", Any, 1, 3)]);
        var sampler = SearchSampler.Create(SearchStrategy.Tpe, space, 60, null, AnySpace.Seed(1));

        var outcomes = AnySpace.Run(sampler, 1, p => p.Values[0] == "c" ? 1 : 0).Outcomes;

        Assert.InRange(outcomes.Skip(30).Count(o => o.Proposal.Values[0] == "c"), 20, 30);
    }

    [Fact]
    public void Tpe_goes_on_where_everything_failed()
    {
        var sampler = SearchSampler.Create(SearchStrategy.Tpe, Plane, 30, null, AnySpace.Seed(2));

        Assert.Equal(30, AnySpace.Run(sampler, 4, _ => null).Outcomes.Count);
        Assert.Null(sampler.Best);
    }

    [Fact]
    public void Log_uniform_draws_are_uniform_in_the_logarithm()
    {
        var sampler = SearchSampler.Create(SearchStrategy.Random, Plane, 4000, null, AnySpace.Seed(3));

        var draws = sampler.Ask(4000).Select(p => Math.Log10(AnySpace.Number(p.Values[0]))).ToList();

        // Four decades, a thousand draws each; the standard deviation of each count is 27.
        for (var decade = -3; decade < 1; decade++)
            Assert.InRange(draws.Count(d => d >= decade && d < decade + 1), 890, 1110);
    }

    [Fact]
    public void Best_prefers_the_larger_resource_then_the_score_then_the_order()
    {
        var rungs = new HalvingRungs(2, 2);
        var sampler = SearchSampler.Create(SearchStrategy.SuccessiveHalving, Plane, 4, rungs, AnySpace.Seed(4));
        sampler.Ask(4);
        sampler.Tell([0.1, 0.9, 0.9, null]);
        Assert.Equal([1, 2], sampler.Ask(4).Select(p => p.Candidate));
        sampler.Tell([0.2, 0.3]);

        Assert.Equal((2, 1), (sampler.Best!.Proposal.Candidate, sampler.Best.Proposal.Rung));
        Assert.Empty(sampler.Ask(4));
        Assert.Equal([2, 1, 1, 2, 0], sampler.Leaders.Select(o => o.Proposal.Candidate));
    }

    [Theory]
    [InlineData(27, 3, 0, 4, 40)]
    [InlineData(20, 3, 0, 3, 28)]
    [InlineData(27, 3, 0.05, 3, 39)]
    [InlineData(1, 3, 0, 1, 1)]
    public void Rungs_let_one_candidate_reach_the_highest(int candidates, int eta, double least, int count, int all)
    {
        var rungs = HalvingRungs.For(candidates, eta, least);

        Assert.Equal((count, 1.0), (rungs.Count, rungs.ShareOn(rungs.Count - 1)));
        Assert.Equal(all, rungs.ProposalsOf(candidates));
    }

    [Fact]
    public void Sampler_refuses_a_generation_before_the_last_one_was_told_of()
    {
        var sampler = SearchSampler.Create(SearchStrategy.Random, Plane, 8, null, AnySpace.Seed(5));
        sampler.Ask(2);

        Assert.Throws<InvalidOperationException>(() => sampler.Ask(2));
        Assert.Throws<ArgumentException>(() => sampler.Tell([1]));
        Assert.Throws<ArgumentException>(() =>
            SearchSampler.Create(SearchStrategy.Grid, Plane, 8, null, AnySpace.Seed(5)));
        Assert.Throws<ArgumentException>(() =>
            SearchSampler.Create(SearchStrategy.SuccessiveHalving, Plane, 8, null, AnySpace.Seed(5)));
    }

    // The optimum 0 lies at x = 0.1, y = 2.2.
    private static double BestOf(SearchStrategy strategy, int seed, int parallel)
    {
        var sampler = SearchSampler.Create(strategy, Plane, 40, null, AnySpace.Seed(seed));
        return AnySpace.Run(sampler, parallel, proposal =>
        {
            var x = Math.Log10(AnySpace.Number(proposal.Values[0])) + 1;
            var y = AnySpace.Number(proposal.Values[1]) - 2.2;
            return -(x * x + 4 * y * y);
        }).Best!.Score!.Value;
    }
}
