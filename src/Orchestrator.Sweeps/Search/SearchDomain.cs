using System.Globalization;
using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Search;

/// <summary>Reads a dimension's values from the word that <see cref="SearchDimension.Domain"/> gives.</summary>
internal static class SearchDomain
{
    private const string Log = "log";

    /// <summary>Whether a search may vary the setting.</summary>
    public static bool CanVary(SettingDescriptor setting) => setting.Kind != SettingKind.Search;

    /// <summary>Whether the setting may be given a range.</summary>
    public static bool IsNumber(SettingDescriptor setting) => setting.Kind is SettingKind.Integer or SettingKind.Real;

    /// <summary>The dimension of a word.</summary>
    /// <exception cref="FormatException">The setting does not accept what it says.</exception>
    public static SearchDimension Parse(string name, SettingDescriptor setting, string domain)
    {
        if (!IsNumber(setting) || !domain.Contains("..", StringComparison.Ordinal))
        {
            return new ListDimension(name, setting, [.. domain.Split('|').Select(value =>
                SettingText.Canonical(setting, value) == value ? value : throw Wrong(name, setting, domain))]);
        }

        var parts = domain.Split('/');
        var ends = parts[0].Split("..");
        var log = parts.Length > 1 && parts[1] == Log;
        var points = parts.Length > (log ? 2 : 1) ? Whole(parts[^1]) : null;
        if (ends.Length != 2 || SettingText.Canonical(setting, ends[0]) is not { } from
            || SettingText.Canonical(setting, ends[1]) is not { } to)
            throw Wrong(name, setting, domain);
        SearchDimension dimension = setting.Kind == SettingKind.Integer
            ? new WholeDimension(name, setting, Whole(from)!.Value, Whole(to)!.Value, log, points)
            : new RealDimension(name, setting, Real(from), Real(to), log, points);
        return dimension.Domain == domain && Fault(dimension) is null ? dimension : throw Wrong(name, setting, domain);
    }

    /// <summary>Why a dimension cannot be searched; null: it can.</summary>
    public static string? Fault(SearchDimension dimension) => dimension switch
    {
        WholeDimension { From: var from, To: var to } when from >= to => "a range runs from a number to a larger one",
        RealDimension { From: var from, To: var to } when !(from < to) => "a range runs from a number to a larger one",
        WholeDimension { Log: true, From: < 1 } => "a logarithmic range of whole numbers begins at 1 or above",
        RealDimension { Log: true, From: <= 0 } => "a logarithmic range begins above 0",
        WholeDimension { Points: < 2 or > 1000 } or RealDimension { Points: < 2 or > 1000 } =>
            "points are a whole number from 2 to 1000",
        _ => null,
    };

    private static FormatException Wrong(string name, SettingDescriptor setting, string domain) =>
        new($"'{domain}' is not what {name} can be searched over: it is {SettingText.Allowed(setting)}.");

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double Real(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
