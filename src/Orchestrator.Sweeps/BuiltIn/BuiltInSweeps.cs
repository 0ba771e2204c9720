namespace Orchestrator.Sweeps.BuiltIn;

/// <summary>The sweeps that come with the program, embedded from the YAML files of this folder.</summary>
public static class BuiltInSweeps
{
    private const string Prefix = "sweeps/";
    private const string Suffix = ".yaml";

    private static readonly Lazy<IReadOnlyList<BuiltInSweep>> All = new(() =>
    [
        .. typeof(BuiltInSweeps).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Load),
    ]);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<BuiltInSweep> List() => All.Value;

    /// <summary>The one of this name; null where there is none.</summary>
    public static BuiltInSweep? Find(string name) => List().FirstOrDefault(sweep => sweep.Name == name);

    private static BuiltInSweep Load(string resource)
    {
        using var stream = typeof(BuiltInSweeps).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        var description = text[..text.IndexOf('\n', StringComparison.Ordinal)].TrimStart('#', ' ').TrimEnd();
        return new BuiltInSweep(resource[Prefix.Length..^Suffix.Length], description, text);
    }
}
