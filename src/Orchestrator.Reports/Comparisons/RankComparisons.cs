using Orchestrator.Reports.Documents;
using Orchestrator.Statistics.Corrections;
using Orchestrator.Statistics.Ranks;

namespace Orchestrator.Reports.Comparisons;

/// <summary>
/// Generators, and no generator, ranked across data sets: every sweep is a block (Demšar 2006). A treatment's score is
/// the mean over the common models (but for <c>majority</c>) of the mean over the seeds, at the largest common
/// fraction and at the common boost nearest to 1, one that adds before one that replaces.
/// </summary>
public static class RankComparisons
{
    private const string None = "none";

    /// <summary>The ranks across sweeps; those of a data set that came before are left out.</summary>
    /// <param name="sweeps">The sweeps, in the order they were named.</param>
    /// <param name="options">What they are judged by; null: the defaults.</param>
    /// <returns>
    /// No ranks, and the reason, with fewer than two data sets, different metrics, or no fraction, boost, model or
    /// generator in common.
    /// </returns>
    public static RankAnswer Across(IReadOnlyList<SweepScores> sweeps, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sweeps);
        options ??= new();
        var blocks = sweeps.DistinctBy(s => s.Dataset).Select(s => new RankedSweep(s)).Where(b => b.HasUnboosted)
            .ToList();
        if (blocks.Count < 2)
            return new(null, "Ranks need two data sets at least, each with trials without boost.");
        var metrics = blocks.Select(b => b.Scores.Metric).Distinct(StringComparer.Ordinal).ToList();
        if (metrics.Count > 1)
            return new(null, $"Ranks need one metric; the sweeps have {string.Join(", ", metrics)}.");
        var generators = Common(blocks, b => b.Generators);
        var models = Common(blocks, b => b.Models);
        var fractions = Common(blocks, b => b.Scores.Spec.Fractions);
        var boosts = Common(blocks, b => b.Scores.Spec.Boosts.Where(x => !x.IsNone));
        if (generators.Count == 0 || models.Count == 0 || fractions.Count == 0 || boosts.Count == 0)
            return new(null, "The sweeps have no generator, model, fraction or boost in common.");
        var boost = boosts.OrderBy(b => b.Replaces).ThenBy(b => Math.Abs(b.Value - 1)).ThenByDescending(b => b.Value)
            .First();
        var rows = blocks.Select(b => (Block: b, Row: b.Treatments(fractions.Max(), boost, generators, models)))
            .Where(b => b.Row is not null).Select(b => (b.Block, Row: b.Row!)).ToList();
        if (rows.Count < 2)
            return new(null, "Fewer than two data sets have scores of every generator.");
        var ranks = Rank(
            [.. rows.Select(r => r.Block.Scores.Dataset)], [.. rows.Select(r => r.Row)], generators,
            rows[0].Block.Scores.HigherIsBetter, options);
        var share = AnswerText.Share(boost.Value);
        var rowShare = AnswerText.Share(fractions.Max().Value);
        var place = $"Mean over {string.Join(", ", models)} with {rowShare} of the rows, "
            + (boost.Replaces ? $"{share} in their place." : $"+{share}.");
        var limits = Notes(rows.Count, sweeps.Count, rows[0].Block.Scores.HigherIsBetter);
        var note = string.Join(' ', limits.Prepend(place));
        return new(ranks with { Note = note }, note);
    }

    private static RankComparison Rank(
        IReadOnlyList<string> datasets,
        IReadOnlyList<double[]> scores,
        IReadOnlyList<string> generators,
        bool higherIsBetter,
        ComparisonOptions options)
    {
        var friedman = FriedmanTest.OfScores(
            [.. scores.Select(row => higherIsBetter ? row : [.. row.Select(v => -v)])]);
        string[] names = [None, .. generators];
        var entries = names
            .Select((name, i) => new RankEntry(name, friedman.MeanRanks[i], [.. scores.Select(row => row[i])]))
            .OrderBy(e => e.MeanRank).ToList();
        var difference = CriticalDifference.Of(names.Length, datasets.Count, 1 - options.Level);
        var runs = CriticalDifference.Runs([.. entries.Select(e => e.MeanRank)], difference);
        return new(
            datasets, entries, friedman.P, difference, [.. runs.Select(r => new RankGroup(r.First, r.Last))],
            Pairs(scores, generators, higherIsBetter, options), "");
    }

    private static List<RankPair> Pairs(
        IReadOnlyList<double[]> scores,
        IReadOnlyList<string> generators,
        bool higherIsBetter,
        ComparisonOptions options)
    {
        double[][] gains = [.. generators.Select((_, g) =>
            scores.Select(row => Gain(row[0], row[g + 1], higherIsBetter)).ToArray())];
        double?[] p = [.. gains.Select(g => WilcoxonSignedRank.Of(g, ZeroDifferences.Split).P)];
        var adjusted = Holm.Adjust(p);
        return [.. generators.Select((name, i) =>
        {
            var region = BayesianSignedRank.Of(gains[i], options.Rope);
            return new RankPair(
                name, gains[i].Sum() / gains[i].Length, p[i], adjusted[i], region.Helps ?? 0, region.Same ?? 0,
                region.Hurts ?? 0);
        })];
    }

    // Losses have units of their own on each data set: their gains are shares of the unboosted loss.
    // Rounded, so that equal gains tie.
    private static double Gain(double none, double boosted, bool higherIsBetter) => Math.Round(
        higherIsBetter ? boosted - none : none == 0 ? 0 : (none - boosted) / Math.Abs(none), 12);

    private static IEnumerable<string> Notes(int blocks, int sweeps, bool higherIsBetter)
    {
        if (!higherIsBetter)
            yield return "Gains are shares of the unboosted loss.";
        if (blocks < sweeps)
            yield return $"Left out, for a data set named twice or without scores: {sweeps - blocks}.";
        if (blocks < 6)
        {
            yield return $"With {blocks} data sets Wilcoxon's p cannot fall below "
                + $"{AnswerText.P(Math.Pow(2, 1 - blocks))}: too few to tell generators apart.";
        }
    }

    private static List<T> Common<T>(List<RankedSweep> blocks, Func<RankedSweep, IEnumerable<T>> values) =>
        blocks.Skip(1).Aggregate(values(blocks[0]), (common, block) => common.Intersect(values(block))).ToList();
}
