using System.Text.RegularExpressions;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>
/// Reads what a search varies of one setting: <c>[elu, relu]</c>, <c>1..7</c>, <c>0.0003..0.03 log</c> or
/// <c>{from: 0.0003, to: 0.03, scale: log, points: 5}</c>.
/// </summary>
internal sealed partial class DimensionReader(ProblemList problems)
{
    private const string Log = "log";
    private const string RangeForm = "a range is written 1..7, 1..100 log or {from: 1, to: 100, scale: log, points: 5}";

    private static readonly string[] Fields = ["from", "to", "scale", "points"];
    private static readonly string[] Scales = ["linear", Log];

    /// <summary>The dimension; null, with a problem, where there is anything wrong.</summary>
    /// <param name="node">What is written.</param>
    /// <param name="path">The path of the field.</param>
    /// <param name="name">What the dimension is called.</param>
    /// <param name="setting">The setting that is varied.</param>
    public SearchDimension? Read(SpecNode node, string path, string name, SettingDescriptor setting)
    {
        var before = problems.Count;
        var dimension = node switch
        {
            SpecList list => Values(list, path, name, setting),
            SpecMap map when SearchDomain.IsNumber(setting) => Range(map, path, name, setting),
            SpecScalar scalar when SearchDomain.IsNumber(setting) => Range(scalar, path, name, setting),
            _ => null,
        };
        if (dimension is null && problems.Count == before)
            problems.Add(node, path, "cannot be searched over", Form(setting));
        if (dimension is not null && SearchDomain.Fault(dimension) is { } fault)
            problems.AddValue(node, path, dimension.Domain, "is not allowed", fault);
        return problems.Count == before ? dimension : null;
    }

    private static string Form(SettingDescriptor setting) => SearchDomain.IsNumber(setting)
        ? $"write a list or a range; {setting.Name} is {SettingText.Allowed(setting)}; {RangeForm}"
        : $"write a list; {setting.Name} is {SettingText.Allowed(setting)}";

    private ListDimension? Values(SpecList list, string path, string name, SettingDescriptor setting)
    {
        if (list.Items.Count == 0)
        {
            problems.Add(list, path, "has no values",
                $"a search has at least one to try; {setting.Name} is {SettingText.Allowed(setting)}");
            return null;
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < list.Items.Count; i++)
        {
            var at = $"{path}[{i}]";
            if (Value(list.Items[i], at, setting) is { } value && !seen.TryAdd(value, i))
                problems.Add(list.Items[i], at, "appears twice", $"it is {path}[{seen[value]}] already");
        }

        return new ListDimension(name, setting, [.. seen.Keys]);
    }

    // Null, with a problem, where the setting does not accept it.
    private string? Value(SpecNode node, string path, SettingDescriptor setting)
    {
        var text = node switch
        {
            SpecList list when setting.Kind == SettingKind.Integers => string.Join(
                ',', list.Items.Select(item => item is SpecScalar { Plain: true, IsNull: false } one ? one.Text : "?")),
            SpecScalar { IsNull: false } scalar when scalar.Plain || setting.Kind == SettingKind.Choice => scalar.Text,
            _ => null,
        };
        if (text is not null && SettingText.Canonical(setting, text) is { } canonical)
            return canonical;
        var nearest = node is SpecScalar word ? NearestName.Of(word.Text, setting.Choices) : null;
        problems.Add(node, path, "is not allowed", $"{setting.Name} is {SettingText.Allowed(setting)}", nearest);
        return null;
    }

    private SearchDimension? Range(SpecMap map, string path, string name, SettingDescriptor setting)
    {
        var fields = new FieldSet(map, path, Fields, problems);
        var from = fields.Require("from", RangeForm);
        var to = fields.Require("to", RangeForm);
        var log = fields["scale"] is { } scale && IsLog(scale, fields.PathOf("scale"));
        var points = fields["points"] is { } count
            ? WholeNumbers.Read(count, fields.PathOf("points"), 2, 1000, "points", problems)
            : null;
        var first = from is null ? null : Value(from, fields.PathOf("from"), setting);
        var last = to is null ? null : Value(to, fields.PathOf("to"), setting);
        return first is null || last is null ? null : Of(name, setting, first, last, log, points);
    }

    private SearchDimension? Range(SpecScalar scalar, string path, string name, SettingDescriptor setting)
    {
        if (RangeText().Match(scalar.Text) is not { Success: true } match)
            return null;
        var first = Value(scalar with { Text = match.Groups["first"].Value }, path, setting);
        var last = Value(scalar with { Text = match.Groups["last"].Value }, path, setting);
        return first is null || last is null
            ? null
            : Of(name, setting, first, last, match.Groups[Log].Success, points: null);
    }

    private static SearchDimension Of(
        string name, SettingDescriptor setting, string from, string to, bool log, int? points)
    {
        var values = new SettingValues(new Dictionary<string, string> { ["from"] = from, ["to"] = to });
        return setting.Kind == SettingKind.Integer
            ? new WholeDimension(name, setting, values.Integer("from"), values.Integer("to"), log, points)
            : new RealDimension(name, setting, values.Real("from"), values.Real("to"), log, points);
    }

    private bool IsLog(SpecNode node, string path)
    {
        if (node is SpecScalar scalar && Scales.Contains(scalar.Text))
            return scalar.Text == Log;
        var nearest = node is SpecScalar word ? NearestName.Of(word.Text, Scales) : null;
        problems.Add(node, path, "is not a scale", $"the scales are {string.Join(", ", Scales)}", nearest);
        return false;
    }

    [GeneratedRegex(@"^(?<first>\S+?)\s*\.\.\s*(?<last>\S+?)(?<log>\s+log)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex RangeText();
}
