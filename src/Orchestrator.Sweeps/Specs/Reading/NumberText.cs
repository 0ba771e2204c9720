using System.Globalization;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Numbers as a spec writes them, read as decimals so that steps of 0.1 give exactly 0.3, 0.4, ….</summary>
internal static class NumberText
{
    private const NumberStyles Styles =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a number; one beyond the range of decimals becomes the largest (or smallest) decimal.</summary>
    public static bool TryParse(string text, out decimal value)
    {
        if (decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out value))
            return true;
        if (!text.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '.' or 'e' or 'E')
            || !double.TryParse(text, Styles, CultureInfo.InvariantCulture, out var large))
            return false;
        value = large < 0 ? decimal.MinValue : decimal.MaxValue;
        return true;
    }

    /// <summary>
    /// The double nearest to a decimal: by way of its text, since the direct conversion may be one off.
    /// </summary>
    public static double ToDouble(decimal value) =>
        double.Parse(value.ToString(CultureInfo.InvariantCulture), Styles, CultureInfo.InvariantCulture) + 0.0;

    /// <summary>A decimal without trailing zeros.</summary>
    public static string Show(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);
}
