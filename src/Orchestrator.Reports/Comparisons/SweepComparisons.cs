using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Comparisons;

/// <summary>
/// From the scores of a sweep to its answer: every boosted configuration beside its own unboosted trials of the same
/// split, subset and seed. The training rows of the corrected tests are the real ones: synthetic rows are made of
/// these, so they make the runs no more independent of each other, and counting them would narrow the intervals.
/// </summary>
public static class SweepComparisons
{
    /// <summary>The comparisons and verdicts of one sweep: a function of its arguments alone.</summary>
    /// <param name="scores">The sweep's scores.</param>
    /// <param name="options">What they are judged by; null: the defaults.</param>
    /// <exception cref="ArgumentException">There are not as many training rows as fractions.</exception>
    public static SweepAnswer Answer(SweepScores scores, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scores);
        options ??= new();
        if (scores.TrainingRows.Count != scores.Spec.Fractions.Count)
        {
            throw new ArgumentException(
                $"{scores.TrainingRows.Count} numbers of training rows for {scores.Spec.Fractions.Count} fractions.",
                nameof(scores));
        }

        var judged = new SweepJudge(scores, options).Judge();
        var comparisons = judged.ConvertAll(j => j.Comparison);
        var sentences = new ModelSentences(scores, options);
        var verdicts = new List<ModelVerdict>();
        foreach (var ofModel in judged.Index().GroupBy(j => j.Item.Candidate.Place.Model).Select(g => g.ToList()))
        {
            var chosen = VerdictOrder.Best(ofModel.Select(j => j.Item.Comparison));
            var (place, best) = ofModel.First(j => ReferenceEquals(j.Item.Comparison, chosen));
            verdicts.Add(new(
                scores.Sweep, chosen.Model, place, chosen.Verdict,
                sentences.Of(best, [.. ofModel.Select(j => j.Item)])));
            if (ofModel.Count > 1)
                comparisons[place] = chosen with { Notes = [.. chosen.Notes, Selected(ofModel.Count)] };
        }

        return new(comparisons, VerdictOrder.Sort(verdicts, comparisons));
    }

    /// <summary>The answers of several sweeps as one, in the order given; verdicts are sorted across sweeps.</summary>
    public static SweepAnswer Join(IEnumerable<SweepAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var (comparisons, verdicts) = (new List<BoostComparison>(), new List<ModelVerdict>());
        foreach (var answer in answers)
        {
            verdicts.AddRange(answer.Verdicts.Select(v => v with { Best = v.Best + comparisons.Count }));
            comparisons.AddRange(answer.Comparisons);
        }

        return new(comparisons, VerdictOrder.Sort(verdicts, comparisons));
    }

    private static string Selected(int count) =>
        $"chosen from {count} comparisons of this model: its gain is flattered by the choice, its adjusted p is not";
}
