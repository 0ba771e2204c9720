namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>
/// Reads what a spec says of single columns: <c>age: numeric</c> or <c>age: {kind: numeric, scaling: none}</c>.
/// </summary>
internal sealed class ColumnsReader(ProblemList problems)
{
    private const string Form = "a column is written age: numeric or age: {kind: numeric, scaling: min-max}";

    private static readonly string[] Fields = ["kind", "scaling", "imputation"];
    private static readonly string[] Scalings = ["standard", "min-max", "none"];

    private static readonly Dictionary<string, ColumnKind> Kinds =
        Enum.GetValues<ColumnKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());

    private static readonly Dictionary<ColumnKind, string[]> Imputations = new()
    {
        [ColumnKind.Numeric] = ["median", "mean", "most-frequent", "iterative"],
        [ColumnKind.Ordinal] = ["median", "mean", "most-frequent"],
        [ColumnKind.Categorical] = ["own-level", "most-frequent"],
        [ColumnKind.Ignored] = [],
    };

    /// <summary>The columns in the order of the file.</summary>
    public IReadOnlyList<ColumnOverride> Read(SpecNode node, string path, string? target)
    {
        if (node is not SpecMap map)
        {
            problems.Add(node, path, "is not a mapping of columns", Form);
            return [];
        }

        var columns = new List<ColumnOverride>();
        foreach (var entry in map.Entries)
        {
            if (entry.Key is not SpecScalar { IsNull: false } key)
                problems.Add(entry.Key, path, "is not a column name", Form);
            else if (columns.Exists(c => c.Name == key.Text))
                problems.Add(key, $"{path}.{key.Text}", "appears twice", "a column is written once");
            else if (key.Text == target)
                problems.Add(key, $"{path}.{key.Text}", "is the target", "only the other columns can be described");
            else
                columns.Add(Column(key.Text, entry.Value, $"{path}.{key.Text}"));
        }

        return columns;
    }

    private ColumnOverride Column(string name, SpecNode node, string path)
    {
        if (node is not SpecMap map)
            return new ColumnOverride(name, Kind(node, path) ?? ColumnKind.Ignored);
        var fields = new FieldSet(map, path, Fields, problems);
        var kindNode = fields.Require("kind", $"the kinds are {string.Join(", ", Kinds.Keys)}");
        var kind = kindNode is null ? null : Kind(kindNode, fields.PathOf("kind"));
        var scalings = kind is ColumnKind.Categorical or ColumnKind.Ignored ? [] : Scalings;
        var imputations = kind is { } known
            ? Imputations[known]
            : [.. Imputations.Values.SelectMany(i => i).Distinct()];
        return new ColumnOverride(name, kind ?? ColumnKind.Ignored)
        {
            Scaling = Word(fields, "scaling", scalings, kind),
            Imputation = Word(fields, "imputation", imputations, kind),
        };
    }

    private ColumnKind? Kind(SpecNode node, string path)
    {
        if (node is SpecScalar scalar && Kinds.TryGetValue(scalar.Text, out var kind))
            return kind;
        var nearest = node is SpecScalar word ? NearestName.Of(word.Text, Kinds.Keys) : null;
        problems.Add(node, path, "is not a kind of column", $"the kinds are {string.Join(", ", Kinds.Keys)}", nearest);
        return null;
    }

    private string? Word(FieldSet fields, string name, string[] words, ColumnKind? kind)
    {
        if (fields[name] is not { } node)
            return null;
        if (node is SpecScalar scalar && words.Contains(scalar.Text))
            return scalar.Text;
        var of = kind is { } known ? $" of a column that is {known.ToString().ToLowerInvariant()}" : "";
        var allowed = words.Length == 0
            ? $"there is no {name}{of}"
            : $"the {name}{of} is one of {string.Join(", ", words)}";
        var nearest = node is SpecScalar word ? NearestName.Of(word.Text, words) : null;
        problems.Add(node, fields.PathOf(name), "is not allowed", allowed, nearest);
        return null;
    }
}
