using System.Globalization;
using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Reports.Comparisons;

/// <summary>Numbers as the sentences of an answer have them: with the real minus sign, in the metric's unit.</summary>
internal static class AnswerText
{
    /// <summary>Whether a gain of the metric is told in points: hundredths of a share.</summary>
    public static bool InPoints(string metric) =>
        metric is MetricNames.Accuracy or MetricNames.BalancedAccuracy or MetricNames.F1 or MetricNames.RocAuc;

    /// <summary>Whether the metric is the share of test rows that are right, which McNemar's test counts.</summary>
    public static bool CountsRows(string metric) => metric == MetricNames.Accuracy;

    /// <summary>A gain with its sign and unit: "+0.1 points", "−0.012 log-loss".</summary>
    public static string Gain(double gain, SweepScores scores) =>
        $"{Signed(gain, scores)} {(InPoints(scores.Metric) ? "points" : scores.Metric)}";

    /// <summary>A gain with its sign alone: "+0.1".</summary>
    public static string Signed(double gain, SweepScores scores) => InPoints(scores.Metric)
        ? WithSign((gain * 100).ToString("0.0", CultureInfo.InvariantCulture))
        : WithSign(gain.ToString("G3", CultureInfo.InvariantCulture));

    /// <summary>A size without sign: "0.5 points".</summary>
    public static string Size(double gain, SweepScores scores) => InPoints(scores.Metric)
        ? $"{(gain * 100).ToString("0.##", CultureInfo.InvariantCulture)} points"
        : $"{gain.ToString("G2", CultureInfo.InvariantCulture)} {scores.Metric}";

    /// <summary>A score: "0.812".</summary>
    public static string Score(double score) => Math.Abs(score) is >= 0.001 and < 1000 or 0
        ? Minus(score.ToString("0.000", CultureInfo.InvariantCulture))
        : Minus(score.ToString("G3", CultureInfo.InvariantCulture));

    /// <summary>A share of rows in percent: "20 %".</summary>
    public static string Share(double share) =>
        $"{(share * 100).ToString("0.##", CultureInfo.InvariantCulture)} %";

    /// <summary>A p value: "0.003", "below 0.001".</summary>
    public static string P(double p) => p < 0.001 ? "below 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A probability: "0.83", "above 0.99", "below 0.01".</summary>
    public static string Probability(double p) => p > 0.99 ? "above 0.99" : p < 0.01 ? "below 0.01"
        : p.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>About how many: as it is below 100, else two digits of it.</summary>
    public static string About(int count)
    {
        var step = 1;
        while (count / step >= 100)
            step *= 10;
        return ((count + step / 2) / step * step).ToString("#,0", CultureInfo.InvariantCulture);
    }

    private static string WithSign(string number)
    {
        var digits = number.TrimStart('-');
        var isZero = digits.All(c => c is '0' or '.');
        return (number[0] == '-' && !isZero ? "−" : "+") + digits.Replace("E-", "E−", StringComparison.Ordinal);
    }

    private static string Minus(string number) => number.Replace('-', '−');
}
