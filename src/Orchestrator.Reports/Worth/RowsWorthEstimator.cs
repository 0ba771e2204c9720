using System.Globalization;
using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Worth;

/// <summary>
/// Tells what boosts of one model are worth in real rows: the rows at which the unboosted learning curve comes to the
/// curve's own score plus the mean gain, less the rows that were there. How it is worked out, and what it does not say,
/// stands in the README of this project.
/// </summary>
internal sealed class RowsWorthEstimator
{
    private const int PriorSeeds = 4;
    private readonly UnboostedScores _scores;
    private readonly SeedDraws _draws;
    private readonly double _level;
    private readonly GrowthCurve? _curve;
    private readonly GrowthCurve[] _replicates = [];
    private readonly string _limit = string.Empty;

    /// <summary>The curve through the scores, and its replicates.</summary>
    /// <param name="scores">The unboosted scores.</param>
    /// <param name="draws">The draws for as many seeds.</param>
    /// <param name="level">The confidence level of the intervals.</param>
    public RowsWorthEstimator(UnboostedScores scores, SeedDraws draws, double level)
    {
        (_scores, _draws, _level) = (scores, draws, level);
        if (scores.Rows.Count < 2)
        {
            _limit = "no worth in rows: a curve takes two fractions";
            return;
        }

        var samples = scores.Scores.Select(seeds => new SeedSample(seeds)).ToArray();
        double[] means = [.. samples.Select(sample => sample.Mean)];
        var fitter = new CurveFitter(scores.Rows, Variances(samples));
        var powerLaw = fitter.IsPowerLaw(means);
        _curve = fitter.Fit(means, powerLaw);
        if (samples.Any(sample => sample.Count > 1))
        {
            _replicates =
                [.. Enumerable.Range(0, draws.Replicates).Select(r => Replicate(fitter, samples, powerLaw, r))];
        }

        if (!_curve.Rises || _replicates.Count(replicate => !replicate.Rises) > (1 - level) * _replicates.Length)
            _limit = "no worth in rows: the curve does not rise by more than noise";
    }

    /// <summary>The fitted score at so many rows, more is better; null where there is no curve.</summary>
    public double? Fitted(int rows) => _curve?.At(rows);

    /// <summary>What a boost is worth.</summary>
    /// <param name="rows">The real rows that were there: one of the curve's points.</param>
    /// <param name="gains">
    /// The gain of each seed, more is better, in the order of the scores; not a number where there is none.
    /// </param>
    /// <param name="ratio">
    /// Test rows ÷ training rows: the correction of the gain's variance (Nadeau and Bengio).
    /// </param>
    /// <param name="note">Why there is none; empty where there is one.</param>
    public RowsWorth? Of(int rows, IReadOnlyList<double> gains, double ratio, out string note)
    {
        note = _limit;
        var gain = new SeedSample(gains);
        if (_curve is null || _limit.Length > 0 || gain.Count == 0)
            return null;
        var worth = _curve.RowsAt(rows, _curve.At(rows) + gain.Mean) - rows;
        var (low, high) = Interval(rows, gain, ratio);
        if (!double.IsInfinity(worth))
            return new RowsWorth(Math.Round(worth, 1), Bound(low), Bound(high), NoteOf(rows + worth, gain));
        var (end, side) = worth > 0 ? (_curve.Most, "more than this: the curve ends")
            : (_curve.Least, "less than this: the curve begins");
        if (Math.Abs(end - rows) < 1)
        {
            note = $"no worth in rows: the curve ends at {Text(end)} rows";
            return null;
        }

        // The end of the curve is all that is known of it: the interval must not lie on this side of it.
        double? kept = worth > 0 ? Bound(low) : Bound(high);
        return new RowsWorth(
            Math.Round(end - rows, 1), worth > 0 ? kept : null, worth > 0 ? null : kept,
            $"{side} at {Text(end)} rows");
    }

    // Few seeds know little of their own spread: it is drawn towards that of all points.
    private static double[] Variances(SeedSample[] samples)
    {
        var freedom = samples.Sum(sample => Math.Max(0, sample.Count - 1));
        var pooled = freedom == 0 ? 0 : samples.Sum(s => s.Variance * Math.Max(0, s.Count - 1)) / freedom;
        // Where nothing varies, a thousandth of the rise still counts as noise: no law holds to the last digit.
        var rise = samples.Max(sample => sample.Mean) - samples.Min(sample => sample.Mean);
        var floor = Math.Max(pooled, Math.Max(1e-6 * rise * rise, 1e-18));
        return [.. samples.Select(sample =>
        {
            var own = Math.Max(0, sample.Count - 1);
            return (PriorSeeds * floor + own * sample.Variance) / (PriorSeeds + own) / Math.Max(1, sample.Count);
        })];
    }

    private GrowthCurve Replicate(CurveFitter fitter, SeedSample[] samples, bool powerLaw, int replicate)
    {
        var means = new double[samples.Length];
        for (var point = 0; point < means.Length; point++)
            means[point] = samples[point].Draw(_draws[replicate], 1.0 / samples[point].Count);
        return fitter.Fit(means, powerLaw);
    }

    private (double Low, double High) Interval(int rows, SeedSample gain, double ratio)
    {
        if (gain.Count < 2 || _replicates.Length == 0)
            return (double.NegativeInfinity, double.PositiveInfinity);
        var worths = new double[_replicates.Length];
        for (var replicate = 0; replicate < worths.Length; replicate++)
        {
            var curve = _replicates[replicate];
            var drawn = gain.Draw(_draws[replicate], 1.0 / gain.Count + ratio);
            worths[replicate] = curve.RowsAt(rows, curve.At(rows) + drawn) - rows;
        }

        Array.Sort(worths);
        var tail = Math.Max(1, (int)Math.Floor((worths.Length + 1) * (1 - _level) / 2));
        return (worths[tail - 1], worths[^tail]);
    }

    private string NoteOf(double end, SeedSample gain)
    {
        var notes = new List<string>();
        if (end > _scores.Rows[^1])
            notes.Add($"beyond the {Text(_scores.Rows[^1])} rows tried");
        else if (end < _scores.Rows[0])
            notes.Add($"below the {Text(_scores.Rows[0])} rows tried");
        if (gain.Count < 2 || _replicates.Length == 0)
            notes.Add("no interval from one seed");
        return string.Join("; ", notes);
    }

    private static double? Bound(double rows) => double.IsInfinity(rows) ? null : Math.Round(rows, 1);

    private static string Text(double rows) => rows.ToString("0", CultureInfo.InvariantCulture);
}
