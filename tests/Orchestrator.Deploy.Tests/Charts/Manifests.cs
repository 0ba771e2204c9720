using System.Text;
using YamlDotNet.RepresentationModel;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>Rendered manifests, found by kind and name.</summary>
internal sealed class Manifests
{
    private readonly List<Place> _all;

    private Manifests(List<Place> all) => _all = all;

    /// <summary>Reads a stream of documents; empty ones are left out.</summary>
    public static Manifests Parse(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return new([.. stream.Documents.Where(d => d.RootNode is YamlMappingNode).Select(d => new Place(d.RootNode))]);
    }

    /// <summary>All of a kind.</summary>
    public IReadOnlyList<Place> Of(string kind) => [.. _all.Where(m => m["kind"].Text == kind)];

    /// <summary>The only one of a kind with a name.</summary>
    public Place The(string kind, string name) =>
        Assert.Single(Of(kind), manifest => manifest["metadata"]["name"].Text == name);

    /// <summary>The containers of Deployments, StatefulSets and Pods.</summary>
    public IReadOnlyList<Place> Containers() =>
    [
        .. Of("Deployment").Concat(Of("StatefulSet"))
            .SelectMany(m => m["spec"]["template"]["spec"]["containers"].Items),
        .. Of("Pod").SelectMany(m => m["spec"]["containers"].Items),
    ];

    /// <summary>What is under a key of a Secret, as text.</summary>
    public string Secret(string name, string key) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(The("Secret", name)["data"][key].Text));
}
