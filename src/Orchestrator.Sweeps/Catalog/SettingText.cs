using System.Globalization;

namespace Orchestrator.Sweeps.Catalog;

/// <summary>Turns what a spec writes for a setting into its canonical text, or says what is allowed.</summary>
public static class SettingText
{
    private const NumberStyles Styles =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>
    /// The canonical text of <paramref name="text"/>: integers in digits, reals in the shortest form that reads back,
    /// flags as true or false, choices as listed, lists of whole numbers with commas. Null where the setting does not
    /// accept it. The text of a search is checked by the one who knows the algorithm.
    /// </summary>
    public static string? Canonical(SettingDescriptor setting, string text) => setting.Kind switch
    {
        SettingKind.Integer => Integer(setting, text),
        SettingKind.Real => Real(setting, text),
        SettingKind.Flag => text is "true" or "false" ? text : null,
        SettingKind.Integers => Integers(setting, text),
        SettingKind.Search => text,
        _ => setting.Choices.Contains(text) ? text : null,
    };

    /// <summary>What the setting accepts, in words: "a whole number from 1 to 10".</summary>
    public static string Allowed(SettingDescriptor setting) => setting.Kind switch
    {
        SettingKind.Integer => "a whole number" + Bounds(setting),
        SettingKind.Real => "a number" + Bounds(setting),
        SettingKind.Flag => "true or false",
        SettingKind.Integers => "a list of whole numbers" + Bounds(setting),
        SettingKind.Search => "a strategy with its settings, or none",
        _ => "one of " + string.Join(", ", setting.Choices),
    };

    private static string? Integer(SettingDescriptor setting, string text) =>
        decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var value)
        && value == decimal.Truncate(value)
        && value is >= int.MinValue and <= int.MaxValue
        && (double)value >= setting.Minimum && (double)value <= setting.Maximum
            ? ((int)value).ToString(CultureInfo.InvariantCulture)
            : null;

    private static string? Integers(SettingDescriptor setting, string text)
    {
        if (text.Length == 0)
            return text;
        var values = Array.ConvertAll(text.Split(','), value => Integer(setting, value.Trim()));
        return values.Contains(null) ? null : string.Join(',', values);
    }

    private static string? Real(SettingDescriptor setting, string text) =>
        double.TryParse(text, Styles, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
        && value >= setting.Minimum && value <= setting.Maximum
            ? (value + 0.0).ToString("R", CultureInfo.InvariantCulture)
            : null;

    private static string Bounds(SettingDescriptor setting)
    {
        var low = double.IsFinite(setting.Minimum);
        var high = double.IsFinite(setting.Maximum);
        return (low, high) switch
        {
            (true, true) => $" from {Number(setting.Minimum)} to {Number(setting.Maximum)}",
            (true, false) => $" of at least {Number(setting.Minimum)}",
            (false, true) => $" of at most {Number(setting.Maximum)}",
            _ => "",
        };
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
