using Orchestrator.Statistics.Paired;

namespace Orchestrator.Reports.Comparisons;

/// <summary>
/// Whether the unboosted model is broken at a fraction, so that a gain over it repairs rather than helps: it is no
/// better than the most frequent class; or it lies far below what the other models, by their median, score with the
/// same rows; or it has fallen below its own score with fewer rows by more than noise, while the other models, by the
/// median of their trends over the same two fractions, have not.
/// </summary>
/// <param name="scores">The sweep's scores.</param>
/// <param name="options">What they are judged by.</param>
/// <param name="unboosted">The arm without boost.</param>
internal sealed class BaselineCheck(SweepScores scores, ComparisonOptions options, int unboosted)
{
    private const string Majority = "majority";

    // Models differ by a few points on any data set; by this many regions of equivalence one of them has failed.
    private const int FarInRopes = 5;

    private const int FewestOthers = 2;

    /// <summary>What is broken, with its numbers; null where nothing is.</summary>
    public string? Of(int fraction, int model) =>
        IsMajority(model)
            ? null
            : BelowMajority(fraction, model) ?? BelowOthers(fraction, model) ?? BelowItsTrend(fraction, model);

    private string? BelowMajority(int fraction, int model)
    {
        var line = fraction < scores.Majority.Count ? scores.Majority[fraction] : null;
        if (line is not { } majority || Mean(fraction, model) is not { } mean || Gain(majority, mean) > 0)
            return null;
        return $"broken baseline: the unboosted model scores {AnswerText.Score(mean)}, no better than the most "
            + $"frequent class ({AnswerText.Score(majority)})";
    }

    private string? BelowOthers(int fraction, int model)
    {
        int[] others = [.. Enumerable.Range(0, scores.Spec.Models.Count).Where(m => m != model && !IsMajority(m))];
        if (others.Length < FewestOthers)
            return null;
        var gaps = Enumerable.Range(0, scores.Spec.Seeds.Count).Select(seed => Gap(fraction, model, others, seed))
            .OfType<double>().ToList();
        if (Mean(fraction, model) is not { } mean)
            return null;
        var far = FarInRopes * options.Rope * (scores.HigherIsBetter ? 1 : Math.Abs(mean));
        var test = CorrectedTTest.Of(
            gaps, scores.TestRows, Math.Max(1, scores.TrainingRows[fraction]), options.Level);
        return test is { Mean: { } gap, P: { } p } && gap > far && p < 1 - options.Level
            ? $"broken baseline: the unboosted model scores {AnswerText.Score(mean)}, the other models' median with "
                + $"the same rows is better by {AnswerText.Size(gap, scores)} (p {AnswerText.P(p)})"
            : null;
    }

    // How much better the median of the other models is on a seed for which all have a score.
    private double? Gap(int fraction, int model, int[] others, int seed)
    {
        var place = Place(fraction, model) with { Seed = seed };
        var theirs = others.Select(m => scores.Score(place with { Model = m })).OfType<double>()
            .Where(double.IsFinite).Order().ToList();
        return theirs.Count == others.Length && scores.Score(place) is { } own && double.IsFinite(own)
            ? Gain(own, Median(theirs))
            : null;
    }

    private string? BelowItsTrend(int fraction, int model)
    {
        var here = scores.Spec.Fractions[fraction];
        var best = Enumerable.Range(0, scores.Spec.Fractions.Count)
            .Where(f => scores.Spec.Fractions[f].Value < here.Value && Mean(f, model) is not null)
            .OrderByDescending(f => Gain(0, Mean(f, model)!.Value)).Cast<int?>().FirstOrDefault();
        if (best is not { } smaller)
            return null;
        var trend = Pairing.Of(scores, Place(smaller, model), Place(fraction, model));
        if (!trend.IsFinite || trend.Count < 2)
            return null;
        // The rows of the larger fraction: subsets of the smaller one overlap less than the correction assumes.
        var test = CorrectedTTest.Of(
            trend.Gains, scores.TestRows, Math.Max(1, scores.TrainingRows[fraction]), options.Level);
        if (test is not { Mean: < 0 and { } fall, P: { } p } || p >= 1 - options.Level
            || OthersTrend(smaller, fraction, model) is not { } others || others < 0)
        {
            return null;
        }

        return $"broken baseline: the unboosted score falls from {AnswerText.Score(trend.FirstMean!.Value)} with "
            + $"{AnswerText.Share(scores.Spec.Fractions[smaller].Value)} of the rows to "
            + $"{AnswerText.Score(trend.SecondMean!.Value)} with {AnswerText.Share(here.Value)} "
            + $"({AnswerText.Gain(fall, scores)}, p {AnswerText.P(p)}), while the other models' median goes by "
            + AnswerText.Gain(others, scores);
    }

    private double? OthersTrend(int from, int to, int model)
    {
        var trends = Enumerable.Range(0, scores.Spec.Models.Count).Where(m => m != model && !IsMajority(m))
            .Select(m => (From: Mean(from, m), To: Mean(to, m))).Where(t => t is { From: not null, To: not null })
            .Select(t => Gain(t.From!.Value, t.To!.Value)).Order().ToList();
        return trends.Count == 0 ? null : Median(trends);
    }

    private static double Median(List<double> ascending) =>
        (ascending[(ascending.Count - 1) / 2] + ascending[ascending.Count / 2]) / 2;

    private double? Mean(int fraction, int model)
    {
        var found = Enumerable.Range(0, scores.Spec.Seeds.Count)
            .Select(seed => scores.Score(Place(fraction, model) with { Seed = seed })).OfType<double>()
            .Where(double.IsFinite).ToList();
        return found.Count == 0 ? null : found.Sum() / found.Count;
    }

    private bool IsMajority(int model) => scores.Spec.Models[model].Algorithm.Name == Majority;

    private double Gain(double from, double to) => scores.HigherIsBetter ? to - from : from - to;

    private TrialPlace Place(int fraction, int model) => new(fraction, unboosted, model, 0);
}
