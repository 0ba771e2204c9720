using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Reads an axis of algorithms: a name, a name with settings, or a list of both.</summary>
internal sealed class AlgorithmAxisReader
{
    /// <summary>The most entries of one axis.</summary>
    public const int MostEntries = 1_000;

    private readonly string _field;
    private readonly string _noun;
    private readonly IReadOnlyList<AlgorithmDescriptor> _algorithms;
    private readonly ProblemList _problems;
    private readonly MetricReader _metric;
    private readonly Dictionary<AlgorithmChoice, (string Path, int Line)> _seen = [];
    private readonly List<AlgorithmChoice> _choices = [];

    private AlgorithmAxisReader(
        string field, string noun, IReadOnlyList<AlgorithmDescriptor> algorithms, MetricReader metric,
        ProblemList problems)
    {
        _metric = metric;
        _field = field;
        _noun = noun;
        _algorithms = algorithms;
        _problems = problems;
    }

    /// <summary>The choices in the order of the file; empty, with problems, where there is anything wrong.</summary>
    public static IReadOnlyList<AlgorithmChoice> Read(
        SpecNode node, string field, string noun, IReadOnlyList<AlgorithmDescriptor> algorithms, MetricReader metric,
        ProblemList problems)
    {
        var before = problems.Count;
        var reader = new AlgorithmAxisReader(field, noun, algorithms, metric, problems);
        if (node is SpecList list)
            reader.List(list);
        else
            reader.Entry(node, field);
        return problems.Count == before ? reader._choices : [];
    }

    private string Names => $"the {_noun}s are {string.Join(", ", _algorithms.Select(a => a.Name))}";

    private void List(SpecList list)
    {
        if (list.Items.Count == 0)
            _problems.Add(list, _field, "has no values", $"an axis has at least one; {Names}");
        else if (list.Items.Count > MostEntries)
            _problems.AddValue(
                list, _field, $"{list.Items.Count:N0} entries", "are too many",
                $"at most {MostEntries:N0} are allowed");
        else
            for (var i = 0; i < list.Items.Count; i++)
                Entry(list.Items[i], $"{_field}[{i}]");
    }

    private void Entry(SpecNode node, string path)
    {
        var (name, settings) = node switch
        {
            SpecMap { Entries: [{ Key: SpecScalar key, Value: var value }] } => (key, value),
            _ => (node as SpecScalar, null),
        };
        if (node is SpecMap { Entries.Count: not 1 })
            _problems.Add(node, path, $"does not name one {_noun}",
                "write the name, a colon, and its settings indented below or in {}");
        else if (name is null || name.IsNull)
            _problems.Add(node, path, $"is not a {_noun}", Names);
        else if (_algorithms.FirstOrDefault(a => a.Name == name.Text) is not { } algorithm)
            _problems.Add(
                name, path, $"is not a {_noun}", Names, NearestName.Of(name.Text, _algorithms.Select(a => a.Name)));
        else if (Settings(algorithm, settings, $"{path}.{algorithm.Name}") is { } values)
            Take(node, path, new AlgorithmChoice(algorithm, values));
    }

    private void Take(SpecNode node, string path, AlgorithmChoice choice)
    {
        if (_seen.TryAdd(choice, (path, node.Line)))
        {
            _choices.Add(choice);
            _problems.Place(path, node);
            return;
        }

        var (first, line) = _seen[choice];
        _problems.AddValue(node, path, $"'{choice.Label}'", "appears twice",
            $"it equals {first} in line {line}, defaults filled in");
    }

    // Null where there is anything wrong with the settings.
    private SettingValues? Settings(AlgorithmDescriptor algorithm, SpecNode? node, string path)
    {
        var values = SettingValues.Defaults(algorithm);
        if (node is null or SpecScalar { IsNull: true })
            return values;
        if (node is not SpecMap map)
        {
            _problems.Add(node, path, "is not a mapping of settings", SettingList(algorithm));
            return null;
        }

        var before = _problems.Count;
        var fields = new FieldSet(map, path, [.. algorithm.Settings.Select(s => s.Name)], _problems, "setting");
        var written = algorithm.Settings.Select(s => s.Name).Where(name => fields[name] is not null).ToHashSet();
        foreach (var setting in algorithm.Settings.Where(setting => written.Contains(setting.Name)))
        {
            var (value, at) = (fields[setting.Name]!, fields.PathOf(setting.Name));
            var text = setting.Kind == SettingKind.Search
                ? new ModelSearchReader(algorithm, written, _metric, _problems).Read(value, at)
                : Setting(setting, value, at);
            if (text is not null)
                values = values.With(setting.Name, text);
        }

        return _problems.Count == before ? values : null;
    }

    private string? Setting(SettingDescriptor setting, SpecNode node, string path)
    {
        if (setting.Kind == SettingKind.Integers)
            return Integers(setting, node, path);
        var quotable = setting.Kind == SettingKind.Choice;
        if (node is SpecScalar scalar && (scalar.Plain || quotable)
            && SettingText.Canonical(setting, scalar.Text) is { } canonical)
            return canonical;
        var nearest = quotable && node is SpecScalar word ? NearestName.Of(word.Text, setting.Choices) : null;
        _problems.Add(node, path, "is not allowed", $"{setting.Name} is {SettingText.Allowed(setting)}", nearest);
        return null;
    }

    private string? Integers(SettingDescriptor setting, SpecNode node, string path)
    {
        IReadOnlyList<SpecNode> items = node is SpecList list ? list.Items : [node];
        var texts = items.Select(item => item is SpecScalar { Plain: true, IsNull: false } scalar ? scalar.Text : "?");
        if (SettingText.Canonical(setting, string.Join(',', texts)) is { } canonical)
            return canonical;
        _problems.Add(node, path, "is not allowed", $"{setting.Name} is {SettingText.Allowed(setting)}");
        return null;
    }

    private static string SettingList(AlgorithmDescriptor algorithm) => algorithm.Settings.Count == 0
        ? $"{algorithm.Name} has no settings"
        : $"its settings are {string.Join(", ", algorithm.Settings.Select(s => s.Name))}";
}
