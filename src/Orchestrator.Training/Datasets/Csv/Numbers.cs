using System.Globalization;

namespace Orchestrator.Training.Datasets.Csv;

/// <summary>Reads numbers with a decimal point, whatever the machine's language.</summary>
internal static class Numbers
{
    private const NumberStyles Style = NumberStyles.Float;

    private static readonly string[] Infinite = ["inf", "infinity", "∞"];

    /// <summary>Reads a finite number.</summary>
    public static bool TryRead(string field, out double value) =>
        double.TryParse(field, Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Whether a field is a number too large for a double, or spells infinity.</summary>
    public static bool IsInfinite(string field) =>
        Infinite.Contains(field.TrimStart('+', '-'), StringComparer.OrdinalIgnoreCase)
        || (double.TryParse(field, Style, CultureInfo.InvariantCulture, out var value) && double.IsInfinity(value));
}
