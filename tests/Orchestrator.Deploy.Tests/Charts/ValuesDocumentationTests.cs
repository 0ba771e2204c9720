using System.Text.Json;
using System.Text.RegularExpressions;
using Orchestrator.Deploy.Tests.Tools;
using YamlDotNet.RepresentationModel;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>Values, their table in the README and their schema name the same things.</summary>
public sealed partial class ValuesDocumentationTests
{
    [Fact]
    public void Readme_lists_every_value_with_its_default()
    {
        var rows = Row().Matches(Read("README.md"))
            .Select(row => (Path: row.Groups["path"].Value, Default: row.Groups["default"].Value)).ToList();
        var values = Documented(Root()).ToList();

        Assert.Equal(values.Select(v => v.Path), rows.Select(r => r.Path));
        Assert.All(values.Zip(rows), pair => AssertSame(pair.First.Node, pair.Second.Default, pair.First.Path));
    }

    [Fact]
    public void Readme_says_of_a_value_what_the_file_says()
    {
        var said = Comment().Matches(Read("values.yaml")).Select(c => c.Groups["text"].Value.Replace("|", "\\|"));
        var rows = Row().Matches(Read("README.md")).Select(row => row.Groups["what"].Value);

        Assert.Equal(said, rows);
    }

    [Fact]
    public void Schema_knows_every_value_and_no_other()
    {
        using var schema = JsonDocument.Parse(Read("values.schema.json"));
        var definitions = schema.RootElement.GetProperty("definitions");

        Assert.Equal(
            Documented(Root()).Select(v => v.Path).Order(StringComparer.Ordinal),
            Leaves(schema.RootElement, definitions, "").Where(p => p != "global").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Schema_closes_every_object_that_it_lists()
    {
        using var schema = JsonDocument.Parse(Read("values.schema.json"));

        Assert.Empty(Open(schema.RootElement, "#"));
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(ChartTools.Chart, file));

    private static YamlMappingNode Root()
    {
        var stream = new YamlStream();
        using var reader = new StringReader(Read("values.yaml"));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    // A comment that begins with -- is about the whole value under it, so nothing under that has a row.
    private static IEnumerable<(string Path, YamlNode Node)> Documented(YamlMappingNode map, string prefix = "")
    {
        var lines = Read("values.yaml").Split('\n');
        foreach (var (key, value) in map.Children)
        {
            var path = prefix + ((YamlScalarNode)key).Value;
            if (lines[(int)key.Start.Line - 2].TrimStart().StartsWith("# -- ", StringComparison.Ordinal))
                yield return (path, value);
            else
            {
                var inner = Assert.IsType<YamlMappingNode>(value);
                foreach (var found in Documented(inner, path + "."))
                    yield return found;
            }
        }
    }

    private static void AssertSame(YamlNode node, string json, string path)
    {
        if (path == "pools")
            return;
        var stream = new YamlStream();
        using var reader = new StringReader(json);
        stream.Load(reader);
        Assert.True(stream.Documents[0].RootNode.Equals(node), $"{path}: the README says {json}");
    }

    private static IEnumerable<string> Leaves(JsonElement schema, JsonElement definitions, string path)
    {
        var target = Target(schema, definitions);
        if (path == "pools" || !target.TryGetProperty("properties", out var properties) || IsOne(target))
            return [path];
        return properties.EnumerateObject()
            .SelectMany(p => Leaves(p.Value, definitions, path.Length == 0 ? p.Name : $"{path}.{p.Name}"));
    }

    // Requests and limits are one value.
    private static bool IsOne(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty("limits", out _)
        && properties.TryGetProperty("requests", out _) && properties.EnumerateObject().Count() == 2;

    private static JsonElement Target(JsonElement schema, JsonElement definitions)
    {
        var reference = schema.TryGetProperty("$ref", out var direct) ? direct
            : schema.TryGetProperty("allOf", out var all) && all[0].TryGetProperty("$ref", out var within) ? within : default;
        return reference.ValueKind == JsonValueKind.String
            ? definitions.GetProperty(reference.GetString()!.Split('/')[^1]) : schema;
    }

    private static IEnumerable<string> Open(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany((item, index) => Open(item, $"{path}/{index}"));
        if (element.ValueKind != JsonValueKind.Object)
            return [];
        var isOpen = element.TryGetProperty("properties", out var listed) && listed.ValueKind == JsonValueKind.Object
            && element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            && !(element.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False);
        return element.EnumerateObject().SelectMany(p => Open(p.Value, $"{path}/{p.Name}")).Concat(isOpen ? [path] : []);
    }

    [GeneratedRegex(@"^\| `(?<path>[A-Za-z.]+)` \| `(?<default>.*?)` \| (?<what>.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^ *# -- (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
