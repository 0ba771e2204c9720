using System.Globalization;
using Orchestrator.Reports.Comparisons;
using Orchestrator.Reports.Documents;
using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Reports.Formats;

/// <summary>
/// Numbers as people read them, with the real minus sign. Shares differ by points, hundredths; others by their own
/// unit.
/// </summary>
/// <param name="metric">The metric, in the word of the spec.</param>
internal sealed class ReportNumbers(string metric)
{
    private const string Absent = "-";
    private const string Whole = "0;−0;0";
    private readonly bool _points = AnswerText.InPoints(metric);

    /// <summary>What differences are counted in.</summary>
    public string Unit => _points ? "points" : metric;

    /// <summary>A score.</summary>
    public string Score(double? score) => Text(score, _points ? "0.0000" : "G4");

    /// <summary>A difference of scores, with its sign.</summary>
    public string Gain(double? gain) => gain is not { } value ? Absent
        : _points ? Text(100 * value, "+0.00;−0.00;0.00")
        : (value > 0 ? "+" : value < 0 ? "−" : string.Empty) + Text(Math.Abs(value), "G4");

    /// <summary>An interval of differences.</summary>
    public string Interval(double? low, double? high) =>
        low is null && high is null ? Absent : $"{Gain(low)} … {Gain(high)}";

    /// <summary>A width in the unit of differences.</summary>
    public string Width(double width) => _points || metric == MetricNames.R2
        ? $"{Text(100 * width, "0.##")} {(width is 0.01 ? "point" : "points")}"
        : $"{Text(100 * width, "0.##")} % of the mean unboosted score";

    /// <summary>A p-value or a probability.</summary>
    public static string Probability(double? p) => p is > 0 and < 0.001 ? "<0.001" : Text(p, "0.000");

    /// <summary>A share or a ratio.</summary>
    public static string Share(double? share) => Text(share, "0.00");

    /// <summary>A worth in rows with its interval: <c>+120 (20 … 310)</c>.</summary>
    public static string Rows(RowsWorth? worth)
    {
        if (worth is null)
            return Absent;
        var open = worth.Note.StartsWith("more", StringComparison.Ordinal) ? "> "
            : worth.Note.StartsWith("less", StringComparison.Ordinal) ? "< " : string.Empty;
        return $"{open}{Text(worth.Rows, "+0;−0;0")} ({Interval(worth)})";
    }

    /// <summary>The interval of a worth; it is open where the learning curve ends before.</summary>
    public static string Interval(RowsWorth worth) => (Text(worth.Low, Whole), Text(worth.High, Whole)) switch
    {
        (Absent, Absent) => "open",
        (var low, Absent) => $"{low} or more",
        (Absent, var high) => $"up to {high}",
        var (low, high) => $"{low} … {high}",
    };

    /// <summary>A boost: <c>0.5</c>, or <c>replace 0.5</c>.</summary>
    public static string Boost(double boost, bool replaces) => $"{(replaces ? "replace " : "")}{Plain(boost)}";

    /// <summary>The shortest text of a number.</summary>
    public static string Plain(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A confidence level: <c>95 %</c>.</summary>
    public static string Level(double level) => $"{(100 * level).ToString("0.##", CultureInfo.InvariantCulture)} %";

    private static string Text(double? number, string form) =>
        number?.ToString(form, CultureInfo.InvariantCulture) ?? Absent;
}
