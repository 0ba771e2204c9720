using Orchestrator.TestKit;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Orchestrator.Deploy.Tests.Images;

/// <summary><c>deploy/compose.yaml</c> with its anchors and merges resolved.</summary>
internal sealed class Compose
{
    private readonly Dictionary<object, object> _root;

    private Compose(Dictionary<object, object> root) => _root = root;

    /// <summary>The file.</summary>
    public static string Path => RepositoryFolders.Of("deploy", "compose.yaml");

    /// <summary>Its services by name.</summary>
    public IReadOnlyDictionary<string, Entry> Services => new Entry(_root).Of("services").Fields;

    /// <summary>The files of its secrets by name, relative to its folder.</summary>
    public IReadOnlyDictionary<string, string> Secrets => new Entry(_root).Of("secrets").Fields
        .ToDictionary(secret => secret.Key, secret => secret.Value.Text("file"), StringComparer.Ordinal);

    public static Compose Load()
    {
        using var reader = File.OpenText(Path);
        return new Compose(new DeserializerBuilder().Build()
            .Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(reader))));
    }

    /// <summary>A mapping of the file; what is absent reads as empty.</summary>
    internal sealed class Entry(object? value)
    {
        public IReadOnlyDictionary<string, Entry> Fields => value is Dictionary<object, object> map
            ? map.ToDictionary(pair => (string)pair.Key, pair => new Entry(pair.Value), StringComparer.Ordinal)
            : new Dictionary<string, Entry>(StringComparer.Ordinal);

        public string Value => value as string ?? "";

        public Entry Of(string name) => Fields.TryGetValue(name, out var found) ? found : new Entry(null);

        public string Text(string name) => Of(name).Value;

        public IReadOnlyList<Entry> Items(string name) => Of(name).List;

        public IReadOnlyList<Entry> List => value is List<object> list ? [.. list.Select(item => new Entry(item))] : [];

        public string[] Texts(string name) => [.. Items(name).Select(item => item.Value)];
    }
}
