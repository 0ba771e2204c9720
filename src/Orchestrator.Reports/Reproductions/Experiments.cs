using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Reports.Reproductions;

/// <summary>The published experiments, embedded from the files of <c>Published</c>.</summary>
public static class Experiments
{
    private const string Prefix = "published/";
    private const string Suffix = ".json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly Lazy<IReadOnlyList<Experiment>> All = new(() =>
    [
        .. typeof(Experiments).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Load),
    ]);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<Experiment> List() => All.Value;

    /// <summary>The one of this name; null where there is none.</summary>
    public static Experiment? Find(string name) => List().FirstOrDefault(experiment => experiment.Name == name);

    /// <summary>Reads an experiment.</summary>
    /// <param name="json">The text of its file.</param>
    /// <exception cref="JsonException">The text is none, or has fields that mean nothing.</exception>
    public static Experiment Read(string json) =>
        JsonSerializer.Deserialize<Experiment>(json, Options) ?? throw new JsonException("The file holds nothing.");

    private static Experiment Load(string resource)
    {
        using var stream = typeof(Experiments).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        var experiment = Read(reader.ReadToEnd());
        return experiment.Name == resource[Prefix.Length..^Suffix.Length]
            ? experiment
            : throw new JsonException($"{resource} holds the experiment '{experiment.Name}'.");
    }
}
