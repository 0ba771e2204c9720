using Orchestrator.Sweeps.Specs.Reading;

namespace Orchestrator.Sweeps.Specs;

/// <summary>
/// A file that names several data sets stands for several sweeps, one each: its own text with the field <c>part</c>
/// added, so that whoever reads it comes to the same sweep.
/// </summary>
public static class SpecParts
{
    /// <summary>
    /// The texts of the sweeps that <paramref name="text"/> stands for, in the order of its data sets; itself where it
    /// names one, or where it cannot be read. The texts may have problems: reading them tells.
    /// </summary>
    public static IReadOnlyList<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Root(text) is not { } root || Field(root, "dataset") is not SpecList { Items.Count: > 0 } datasets
            || Field(root, "part") is not null)
            return [text];
        var texts = datasets.Items.Select(NameOf).OfType<string>().Distinct()
            .Select(name => Append(text, name)).ToList();
        return texts.Count > 0 && texts.All(part => Root(part) is not null) ? texts : [text];
    }

    /// <summary>
    /// What the part of a data set is called: the name of a built-in one, or a file's without its ending.
    /// </summary>
    internal static string? NameOf(SpecNode dataset) => dataset switch
    {
        SpecScalar { IsNull: false } scalar => scalar.Text,
        SpecMap map when Field(map, "file") is SpecScalar file => Path.GetFileNameWithoutExtension(file.Text),
        _ => null,
    };

    private static string Append(string text, string part) =>
        $"{text}{(text.EndsWith('\n') ? "" : "\n")}part: \"{part}\"\n";

    private static SpecMap? Root(string text)
    {
        var problems = new ProblemList("");
        var root = YamlTree.Read(text, problems) as SpecMap;
        return problems.Count == 0 ? root : null;
    }

    private static SpecNode? Field(SpecMap map, string name) =>
        map.Entries.FirstOrDefault(entry => entry.Key is SpecScalar key && key.Text == name)?.Value;
}
