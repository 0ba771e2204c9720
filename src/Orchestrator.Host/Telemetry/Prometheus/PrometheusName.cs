using System.Text;

namespace Orchestrator.Host.Telemetry.Prometheus;

/// <summary>
/// OpenTelemetry names in Prometheus' form: letters, digits and underscores, the unit in full as a suffix, and
/// <c>_total</c> for counters (OpenTelemetry specification, "Prometheus and OpenMetrics compatibility").
/// </summary>
internal static class PrometheusName
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["By"] = "bytes",
        ["%"] = "percent",
        ["Cel"] = "celsius",
    };

    /// <summary>The name of a metric. The suffix "count" is a histogram's own: a gauge has "current" instead.</summary>
    public static string OfMetric(string name, string unit, bool isCounter)
    {
        var text = new StringBuilder(Clean(name));
        if (EndsWith(text, "count"))
            text.Replace("_count", "_current", text.Length - "_count".Length, "_count".Length);
        if (UnitWord(unit) is { } word && !EndsWith(text, word))
            text.Append('_').Append(word);
        if (isCounter && !EndsWith(text, "total"))
            text.Append("_total");
        return text.ToString();
    }

    /// <summary>The name of a label.</summary>
    public static string OfLabel(string key) => Clean(key);

    // "{trial}" is an annotation, "1" no unit; "a/b" is said in the description.
    private static string? UnitWord(string unit) => Units.GetValueOrDefault(unit);

    private static bool EndsWith(StringBuilder text, string word) =>
        text.ToString().EndsWith("_" + word, StringComparison.Ordinal);

    private static string Clean(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter))
                text.Append(letter);
            else if (text.Length > 0 && text[^1] != '_')
                text.Append('_');
        }

        if (text.Length == 0 || char.IsAsciiDigit(text[0]))
            text.Insert(0, '_');
        return text.ToString().TrimEnd('_');
    }
}
