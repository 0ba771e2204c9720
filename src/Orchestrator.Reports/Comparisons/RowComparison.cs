using Orchestrator.Statistics.Rows;

namespace Orchestrator.Reports.Comparisons;

/// <summary>Two configurations on one test set, row by row.</summary>
/// <param name="Test">McNemar's test of the rows that one has right more often over the seeds.</param>
/// <param name="Floor">
/// The standard error of the mean gain in accuracy that no number of seeds removes; null with one pair.
/// </param>
internal sealed record RowComparison(McNemarResult Test, double? Floor)
{
    /// <summary>
    /// The comparison over the seeds of a pairing; null where the trials do not share a split, or where no pair has its
    /// hits stored. Pairs without hits are left out.
    /// </summary>
    public static RowComparison? Of(SweepScores scores, TrialPlace first, TrialPlace second, Pairing pairing)
    {
        if (!scores.SingleSplit)
            return null;
        (int[] First, int[] Second, int[] Changed)? sums = null;
        var runs = 0;
        foreach (var seed in pairing.Seeds)
        {
            if (scores.Hits(first with { Seed = seed }) is not { } one
                || scores.Hits(second with { Seed = seed }) is not { } other || one.Count != other.Count)
            {
                continue;
            }

            sums ??= (new int[one.Count], new int[one.Count], new int[one.Count]);
            if (one.Count != sums.Value.First.Length)
                continue;
            Add(sums.Value, one, other);
            runs++;
        }

        if (sums is not var (a, b, changed))
            return null;
        int[] gained = [.. a.Zip(b, (one, other) => other - one)];
        return new(McNemar.OfRows(a, b), RowSpread.Floor(gained, changed, runs));
    }

    /// <summary>McNemar's p for a gain of this sign: 1 where the rows say the opposite.</summary>
    public double PFor(double gain) => Math.Sign(gain) * (Test.Better - Test.Worse) > 0 ? Test.P : 1;

    private static void Add(
        (int[] First, int[] Second, int[] Changed) sums, IReadOnlyList<bool> one, IReadOnlyList<bool> other)
    {
        for (var row = 0; row < one.Count; row++)
        {
            sums.First[row] += one[row] ? 1 : 0;
            sums.Second[row] += other[row] ? 1 : 0;
            sums.Changed[row] += one[row] == other[row] ? 0 : 1;
        }
    }
}
