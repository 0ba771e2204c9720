using MathNet.Numerics.Distributions;
using Orchestrator.Statistics.Power;
using Orchestrator.Statistics.Samples;

namespace Orchestrator.Reports.Comparisons;

/// <summary>
/// How many seeds would be needed to see a small gain, were the comparison the only one (no correction for others).
/// </summary>
/// <param name="scores">The sweep's scores.</param>
/// <param name="options">The gain to be seen, and the level.</param>
/// <param name="rowsCount">Whether the rows of one test set limit what can be seen.</param>
internal sealed class PowerQuestion(SweepScores scores, ComparisonOptions options, bool rowsCount)
{
    private const double Power = 0.8;

    private readonly double _errors =
        Normal.InvCDF(0, 1, Power) - Normal.InvCDF(0, 1, (1 - options.Level) / 2);

    /// <summary>
    /// The seeds; null where the spread is not known, where no number suffices because of n_test/n_train, and where
    /// the rows of the one test set alone leave more doubt than the gain is large.
    /// </summary>
    public int? SeedsNeeded(Candidate candidate)
    {
        if (candidate.Test is not { Limitation: Limitation.None, Deviation: { } deviation }
            || candidate.PowerEffect <= 0)
        {
            return null;
        }

        if (rowsCount && candidate.Rows?.Floor is { } floor && _errors * floor > candidate.PowerEffect)
            return null;
        return SeedPower.SeedsNeeded(
            candidate.PowerEffect, deviation, scores.TestRows,
            Math.Max(1, scores.TrainingRows[candidate.Place.Fraction]), Power, 1 - options.Level);
    }
}
