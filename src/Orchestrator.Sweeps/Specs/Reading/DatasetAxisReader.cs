namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>
/// Reads a list of data sets, of which the field <c>part</c> picks one: see <see cref="SpecParts"/>.
/// </summary>
internal sealed class DatasetAxisReader(SpecVocabulary vocabulary, ProblemList problems)
{
    private const string Field = "dataset";

    /// <summary>
    /// The data set of a sweep, with what the part adds to the sweep's name (empty where one data set is named); null
    /// where there is anything wrong.
    /// </summary>
    public (DatasetReference Dataset, string Suffix)? Read(SpecNode node, SpecNode? part)
    {
        var reader = new DatasetReader(vocabulary, problems);
        if (node is not SpecList list)
        {
            if (part is not null)
                problems.Add(part, "part", "is given with one data set", "a part is one of a list of data sets");
            return reader.Read(node) is { } only && part is null ? (only, "") : null;
        }

        var before = problems.Count;
        var named = new Dictionary<string, DatasetReference?>();
        foreach (var item in list.Items)
        {
            var dataset = reader.Read(item);
            if (SpecParts.NameOf(item) is { } name && !named.TryAdd(name, dataset))
                problems.Add(item, Field, $"is the second of the name {name}", "each part of a sweep has its own name");
        }

        if (named.Count == 0 && problems.Count == before)
            problems.Add(list, Field, "names no data set", "a list of data sets has at least one");
        if (problems.Count > before)
            return null;
        if (part is SpecScalar { IsNull: false } scalar && named.GetValueOrDefault(scalar.Text) is { } chosen)
            return (chosen, $".{scalar.Text}");
        var names = string.Join(", ", named.Keys);
        if (part is null)
        {
            problems.Add(
                list, Field, "stands for a sweep of each of its data sets",
                $"run, plan and submit take them one by one; alone, the last line 'part: NAME' picks one of {names}");
        }
        else
        {
            problems.Add(part, "part", "is none of the data sets", $"the parts are {names}");
        }

        return null;
    }
}
