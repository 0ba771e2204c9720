using YamlDotNet.RepresentationModel;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>A place in a manifest.</summary>
internal sealed class Place(YamlNode node)
{
    /// <summary>The text of a scalar.</summary>
    public string Text => ((YamlScalarNode)node).Value!;

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<Place> Items => [.. ((YamlSequenceNode)node).Children.Select(child => new Place(child))];

    /// <summary>The texts of a list of scalars.</summary>
    public IReadOnlyList<string> Texts => [.. Items.Select(item => item.Text)];

    /// <summary>The keys of a map.</summary>
    public IReadOnlyList<string> Keys => [.. ((YamlMappingNode)node).Children.Keys.Select(key => ((YamlScalarNode)key).Value!)];

    /// <summary>Whether it is a map with something in it.</summary>
    public bool IsFilledMap => node is YamlMappingNode { Children.Count: > 0 };

    /// <summary>What is under a key.</summary>
    public Place this[string key] => Find(key) ?? throw new KeyNotFoundException($"there is no {key}");

    /// <summary>What is under a key; null where there is no such key.</summary>
    public Place? Find(string key) =>
        ((YamlMappingNode)node).Children.TryGetValue(key, out var child) ? new Place(child) : null;
}
