using System.Globalization;
using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Reports.Exports;

/// <summary>Values as the text of an export: the same on every machine, whatever its language.</summary>
internal static class ExportText
{
    /// <summary>The shortest text that reads back as the same double (zero has no sign); nothing for null.</summary>
    public static string Of(double? value) =>
        Unsigned(value)?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The same number, a negative zero as plain zero: stores differ in whether they keep its sign.</summary>
    public static double? Unsigned(double? value) => value + 0.0;

    /// <summary>The shortest text that reads back as the same single.</summary>
    public static string Of(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The digits; nothing for null.</summary>
    public static string Of(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>All settings in canonical order: <c>epochs=10;rate=0.1</c>.</summary>
    public static string Settings(AlgorithmChoice? choice) => choice is null
        ? string.Empty : string.Join(';', choice.Settings.Canonical.Select(s => $"{s.Key}={s.Value}"));

    /// <summary>The rows of the confusion matrix, one for each true class: <c>50 3;4 20</c>.</summary>
    public static string Confusion(IReadOnlyList<int> counts)
    {
        var classes = Classes(counts);
        return string.Join(';', Enumerable.Range(0, classes)
            .Select(row => string.Join(' ', counts.Skip(row * classes).Take(classes).Select(n => Of((long?)n)))));
    }

    /// <summary>The number of classes of a row-major square matrix.</summary>
    public static int Classes(IReadOnlyList<int> counts) => (int)Math.Round(Math.Sqrt(counts.Count));
}
