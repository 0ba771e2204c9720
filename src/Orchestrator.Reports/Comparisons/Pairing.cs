namespace Orchestrator.Reports.Comparisons;

/// <summary>Two configurations on the same splits, subsets and seeds.</summary>
/// <param name="Seeds">Positions of the seeds of which both have a score, ascending.</param>
/// <param name="First">The scores of the first (the unboosted one), in the metric's unit.</param>
/// <param name="Second">The scores of the second.</param>
/// <param name="Gains">How much better the second is: positive is better, whatever the metric.</param>
/// <param name="Missing">Seeds of which one of the two, or both, have none.</param>
internal sealed record Pairing(
    IReadOnlyList<int> Seeds,
    IReadOnlyList<double> First,
    IReadOnlyList<double> Second,
    IReadOnlyList<double> Gains,
    int Missing)
{
    /// <summary>Pairs that both have a score.</summary>
    public int Count => Gains.Count;

    /// <summary>Whether every gain is a finite number: an infinite log loss makes others.</summary>
    public bool IsFinite => Gains.All(double.IsFinite);

    /// <summary>Mean of the first; null without pairs.</summary>
    public double? FirstMean => Count == 0 ? null : First.Sum() / Count;

    /// <summary>Mean of the second; null without pairs.</summary>
    public double? SecondMean => Count == 0 ? null : Second.Sum() / Count;

    /// <summary>The pairs of two places; their seeds are left out of account.</summary>
    public static Pairing Of(SweepScores scores, TrialPlace first, TrialPlace second)
    {
        var (seeds, a, b, gains) = (new List<int>(), new List<double>(), new List<double>(), new List<double>());
        var all = scores.Spec.Seeds.Count;
        for (var seed = 0; seed < all; seed++)
        {
            if (scores.Score(first with { Seed = seed }) is not { } one
                || scores.Score(second with { Seed = seed }) is not { } other)
            {
                continue;
            }

            seeds.Add(seed);
            a.Add(one);
            b.Add(other);
            gains.Add(scores.HigherIsBetter ? other - one : one - other);
        }

        return new(seeds, a, b, gains, all - seeds.Count);
    }
}
