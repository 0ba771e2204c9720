using System.Globalization;

namespace Orchestrator.Reports.Reproductions;

/// <summary>Numbers for people: as many digits as they deserve.</summary>
internal static class NumberForm
{
    /// <summary>Four significant digits; very large and very small ones with an exponent.</summary>
    public static string Of(double value)
    {
        var size = Math.Abs(value);
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "nan" : value > 0 ? "∞" : "-∞";
        if (size is > 0 and (< 1e-4 or >= 1e7))
            return value.ToString("0.00E0", CultureInfo.InvariantCulture);
        var decimals = size == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 6);
        return value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }

    /// <summary>With the decimals of a step and <paramref name="more"/>; small steps with an exponent.</summary>
    public static string OfStep(double value, double step, int more = 0)
    {
        if (step < 1e-6 || !double.IsFinite(value))
            return Of(value);
        var decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9)) + more;
        return value.ToString("0." + new string('0', decimals), CultureInfo.InvariantCulture).TrimEnd('.');
    }
}
