using Orchestrator.Reports.Comparisons;
using static Orchestrator.Reports.Tests.Comparisons.MadeUpSweep;

namespace Orchestrator.Reports.Tests.Comparisons;

public sealed class RankComparisonsTests
{
    [Fact]
    public void Ranks_across_data_sets_order_the_generators_by_their_mean_scores()
    {
        var answer = RankComparisons.Across([.. Enumerable.Range(0, 8).Select(i => Sweep($"set {i}", i))]);
        var ranks = answer.Ranks!;
        Assert.Equal(8, ranks.Datasets.Count);
        Assert.Equal(["wgan-gp", "none", "duplicate"], ranks.Entries.Select(e => e.Name));
        Assert.Equal([1.0, 2, 3], ranks.Entries.Select(e => e.MeanRank));
        Assert.True(ranks.FriedmanP < 0.001);
        Assert.Equal(2.343 * Math.Sqrt(3 * 4 / (6.0 * 8)), ranks.CriticalDifference, 3);
        Assert.Equal([new(0, 1), new(1, 2)], ranks.Groups);
        Assert.Equal(["wgan-gp", "duplicate"], ranks.Pairs.Select(p => p.Name));
        Assert.Equal((0.0235, 2.0 / 256, 4.0 / 256), (Math.Round(ranks.Pairs[0].Gain, 9), ranks.Pairs[0].WilcoxonP!.Value,
            ranks.Pairs[0].AdjustedP!.Value));
        Assert.True(ranks.Pairs[0].ProbabilityHelps > 0.99);
        Assert.True(ranks.Pairs[1].ProbabilitySame > 0.99);
        Assert.Equal("Mean over logreg, knn with 100 % of the rows, +100 %.", ranks.Note);
    }

    [Fact]
    public void Ranks_of_a_loss_put_the_smaller_first_and_gains_are_shares_of_it()
    {
        var answer = RankComparisons.Across(
            [.. Enumerable.Range(0, 3).Select(i => Sweep(
                $"set {i}", i, "log-loss", place => place.Arm == 3 ? 0.9 * (i + 1) : i + 1))]);
        Assert.Equal("wgan-gp", answer.Ranks!.Entries[0].Name);
        Assert.Equal(0.1, answer.Ranks.Pairs[0].Gain, 9);
        Assert.Contains("shares of the unboosted loss", answer.Note);
        Assert.Contains("With 3 data sets Wilcoxon's p cannot fall below 0.250", answer.Note);
    }

    [Fact]
    public void Ranks_leave_out_a_data_set_named_twice_and_models_without_all_scores()
    {
        var answer = RankComparisons.Across(
        [
            Sweep("a", 0), Sweep("a", 1), Sweep("b", 2),
            Sweep("c", 3, score: place => place is { Model: 0, Arm: 3 } ? null : place.Model == 0 ? 0.1 : 0.8),
        ]);
        Assert.Equal(["a", "b", "c"], answer.Ranks!.Datasets);
        Assert.All(answer.Ranks.Entries, e => Assert.Equal(0.8, e.Scores[2], 9));
        Assert.Contains("without scores: 1.", answer.Note);
    }

    [Fact]
    public void Ranks_that_cannot_be_are_none_and_say_why()
    {
        Assert.Equal(
            new(null, "Ranks need two data sets at least, each with trials without boost."), RankComparisons.Across([]));
        Assert.Null(RankComparisons.Across([Sweep("a", 0), Sweep("a", 1)]).Ranks);
        Assert.Equal(
            new(null, "Ranks need one metric; the sweeps have accuracy, f1."),
            RankComparisons.Across([Sweep("a", 0), Sweep("b", 0, "f1")]));
        Assert.Equal(
            new(null, "The sweeps have no generator, model, fraction or boost in common."),
            RankComparisons.Across([Sweep("a", 0), Of(_ => 0.5, boosts: [0, 7]) with { Dataset = "b" }]));
        Assert.Equal(
            new(null, "Fewer than two data sets have scores of every generator."),
            RankComparisons.Across([Sweep("a", 0), Sweep("b", 0, score: _ => null)]));
    }

    // Arms: none, wgan-gp +10 %, duplicate +10 %, wgan-gp +100 %, duplicate +100 %.
    private static SweepScores Sweep(
        string dataset, int level, string metric = "accuracy", Func<TrialPlace, double?>? score = null) =>
        Of(
            score ?? (place => 0.6 + 0.01 * level + 0.001 * place.Seed
                + place.Arm switch { 3 => 0.02 + 0.001 * level, 4 => -0.001 - 0.0001 * level, _ => 0 }),
            boosts: [0, 0.1, 1], generators: [SampleSweep.Wgan, Duplicate], models: [SampleSweep.Logreg, SampleSweep.Knn],
            seeds: 3, metric: metric) with
        { Dataset = dataset };
}
