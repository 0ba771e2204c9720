using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>
/// Reads the boosts: numbers, ranges and <c>{share: 1, replace: true}</c>, one of them or a list.
/// </summary>
internal sealed class BoostAxisReader
{
    private const string Share = "share";
    private const string Replace = "replace";

    private static readonly string[] Fields = [Share, Replace];

    private readonly bool _replace;
    private readonly ProblemList _problems;
    private readonly Dictionary<BoostFactor, (string Path, int Line)> _seen = [];
    private readonly List<BoostFactor> _boosts = [];

    private BoostAxisReader(bool replace, ProblemList problems)
    {
        _replace = replace;
        _problems = problems;
    }

    /// <summary>The boosts in the order of the file; empty, with problems, where there is anything wrong.</summary>
    /// <param name="node">What the field holds.</param>
    /// <param name="replace">Whether boosts above 0 replace the real rows where nothing else is said.</param>
    /// <param name="problems">What is wrong.</param>
    public static IReadOnlyList<BoostFactor> Read(SpecNode node, bool replace, ProblemList problems)
    {
        var axis = NumberAxis.Boosts;
        var before = problems.Count;
        var reader = new BoostAxisReader(replace, problems);
        if (node is SpecList { Items.Count: 0 })
            problems.Add(node, axis.Field, "has no values", $"an axis has at least one; {axis.Allowed}");
        else if (node is SpecList list)
            for (var i = 0; i < list.Items.Count && reader._boosts.Count <= NumberAxis.MostValues; i++)
                reader.Entry(list.Items[i], $"{axis.Field}[{i}]");
        else
            reader.Entry(node, axis.Field);
        if (reader._boosts.Count > NumberAxis.MostValues)
            problems.Add(node, axis.Field, "makes too many values", $"an axis has at most {NumberAxis.MostValues:N0}");
        return problems.Count == before ? reader._boosts : [];
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public static bool Flag(SpecNode node, string path, ProblemList problems)
    {
        if (node is SpecScalar { Plain: true, Text: "true" or "false" } scalar)
            return scalar.Text == "true";
        problems.Add(node, path, "is not allowed", "replace is true or false");
        return false;
    }

    private void Entry(SpecNode node, string path)
    {
        if (node is not SpecMap map)
        {
            // A list within the list is no number: the reader of numbers would take it for an axis.
            if (node is SpecList)
                _problems.Add(node, path, "is not a number", $"{NumberAxis.Boosts.Allowed}; a range is written "
                    + NumberAxis.Boosts.Range);
            else
                Take(node, path, Numbers(node, path), _replace);
            return;
        }

        var fields = new FieldSet(map, path, Fields, _problems);
        var share = fields.Require(Share, "a boost with fields is written {share: 1, replace: true}");
        var replaces = fields[Replace] is { } flag ? Flag(flag, fields.PathOf(Replace), _problems) : _replace;
        if (share is null)
            return;
        var values = Numbers(share, fields.PathOf(Share));
        if (fields[Replace] is not null && replaces && values.Contains(0))
            _problems.AddValue(share, fields.PathOf(Share), "0", "is not allowed",
                "a boost that replaces the real rows is above 0: no row would be left");
        else
            Take(share, path, values, replaces);
    }

    private IReadOnlyList<double> Numbers(SpecNode node, string path) =>
        NumberAxisReader.Read(node, NumberAxis.Boosts with { Field = path }, _problems);

    private void Take(SpecNode at, string path, IReadOnlyList<double> values, bool replaces)
    {
        foreach (var value in values)
        {
            var boost = new BoostFactor(value, replaces && value != 0);
            if (_seen.TryAdd(boost, (path, at.Line)))
            {
                _boosts.Add(boost);
                continue;
            }

            var (first, line) = _seen[boost];
            var shown = boost.Replaces ? boost.ToString() : ProblemList.Show(at);
            if (NumberAxisReader.IsRange(at))
                shown = $"{boost} (in {((SpecScalar)at).Text})";
            _problems.AddValue(at, path, shown, "appears twice", $"it is {first} in line {line} already");
        }
    }
}
