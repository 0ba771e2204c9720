using YamlDotNet.RepresentationModel;

namespace Orchestrator.Deploy.Tests.Monitoring;

/// <summary>A place in a YAML file; anchors and merged maps are followed.</summary>
internal sealed class YamlFile
{
    private readonly YamlNode _node;

    private YamlFile(YamlNode node) => _node = node;

    /// <summary>The text of a scalar.</summary>
    public string Text => ((YamlScalarNode)_node).Value!;

    /// <summary>The entries of a list.</summary>
    public IEnumerable<YamlFile> Items => ((YamlSequenceNode)_node).Children.Select(child => new YamlFile(child));

    /// <summary>The keys of a map.</summary>
    public IEnumerable<string> Keys => ((YamlMappingNode)_node).Children.Keys.Select(key => ((YamlScalarNode)key).Value!);

    /// <summary>What a key of a map leads to.</summary>
    public YamlFile this[string key] => TryGet(key) ?? throw new KeyNotFoundException($"no '{key}' at {_node.Start}");

    /// <summary>Reads a file of one document.</summary>
    public static YamlFile Read(string path)
    {
        using var text = new StreamReader(path);
        var yaml = new YamlStream();
        yaml.Load(text);
        return new YamlFile(yaml.Documents.Single().RootNode);
    }

    /// <summary>What a key of a map leads to; null where it has none.</summary>
    public YamlFile? TryGet(string key)
    {
        var map = (YamlMappingNode)_node;
        if (map.Children.TryGetValue(new YamlScalarNode(key), out var value))
            return new YamlFile(value);
        return map.Children.TryGetValue(new YamlScalarNode("<<"), out var merged) ? new YamlFile(merged).TryGet(key) : null;
    }
}
