namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>
/// The fields of one mapping, by name: unknown names, repeated names and fields without a value are reported.
/// </summary>
internal sealed class FieldSet
{
    private readonly Dictionary<string, SpecEntry> _entries = [];
    private readonly HashSet<string> _empty = [];
    private readonly SpecMap _map;
    private readonly string _path;
    private readonly ProblemList _problems;
    private readonly string _noun;

    public FieldSet(
        SpecMap map, string path, IReadOnlyList<string> names, ProblemList problems, string noun = "field")
    {
        _noun = noun;
        _map = map;
        _path = path;
        _problems = problems;
        foreach (var entry in map.Entries)
            Take(entry, names);
    }

    /// <summary>The value of a field; null where it is absent or empty.</summary>
    public SpecNode? this[string name] => _entries.GetValueOrDefault(name)?.Value;

    /// <summary>Whether a field is written, be it empty.</summary>
    public bool Has(string name) => _entries.ContainsKey(name) || _empty.Contains(name);

    /// <summary>The path of a field.</summary>
    public string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    /// <summary>
    /// The key of a field that is there, or else the mapping: where a problem with the field is reported.
    /// </summary>
    public SpecNode PlaceOf(string name) => _entries.GetValueOrDefault(name)?.Key ?? _map;

    /// <summary>The value of a field that must be there; null, and a problem, where it is not.</summary>
    public SpecNode? Require(string name, string allowed)
    {
        if (!Has(name))
            _problems.AddValue(_map, PathOf(name), null, "is missing", allowed);
        return this[name];
    }

    private void Take(SpecEntry entry, IReadOnlyList<string> names)
    {
        if (entry.Key is not SpecScalar { IsNull: false } key)
        {
            _problems.Add(entry.Key, _path, $"is not a {_noun}", List(names));
            return;
        }

        var path = PathOf(key.Text);
        if (!names.Contains(key.Text))
        {
            _problems.Add(key, path, $"is not a {_noun}", List(names), NearestName.Of(key.Text, names));
        }
        else if (_entries.TryGetValue(key.Text, out var first) || _empty.Contains(key.Text))
        {
            var where = first is null ? "" : $" and stands in line {first.Key.Line} already";
            _problems.Add(key, path, "appears twice", $"a {_noun} is written once{where}");
        }
        else if (entry.Value is SpecScalar { IsNull: true })
        {
            _problems.AddValue(key, path, null, "has no value", $"give it one or leave the {_noun} out");
            _empty.Add(key.Text);
        }
        else
        {
            _entries.Add(key.Text, entry);
            _problems.Place(path, entry.Value);
        }
    }

    private string List(IReadOnlyList<string> names) =>
        names.Count == 0 ? $"there are no {_noun}s here" : $"the {_noun}s are {string.Join(", ", names)}";
}
