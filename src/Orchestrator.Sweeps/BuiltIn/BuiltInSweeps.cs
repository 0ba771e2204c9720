namespace Orchestrator.Sweeps.BuiltIn;

/// <summary>
/// The sweeps that come with the program, embedded from the YAML files of this folder. What follows the line
/// <c>--- # quick</c> of a file are the fields in which the quick size of its sweep differs.
/// </summary>
public static class BuiltInSweeps
{
    private const string Prefix = "sweeps/";
    private const string Suffix = ".yaml";
    private const string Divider = "--- # quick\n";

    private static readonly Lazy<IReadOnlyList<BuiltInSweep>> All = new(() =>
    [
        .. typeof(BuiltInSweeps).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
            .SelectMany(Load)
            .OrderBy(sweep => sweep.Name, StringComparer.Ordinal),
    ]);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<BuiltInSweep> List() => All.Value;

    /// <summary>The one of this name; null where there is none.</summary>
    public static BuiltInSweep? Find(string name) => List().FirstOrDefault(sweep => sweep.Name == name);

    private static IEnumerable<BuiltInSweep> Load(string resource)
    {
        using var stream = typeof(BuiltInSweeps).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        var name = resource[Prefix.Length..^Suffix.Length];
        var parts = reader.ReadToEnd().Split(Divider, 2);
        yield return new BuiltInSweep(name, Description(parts[0]), parts[0]);
        if (parts.Length < 2)
            yield break;
        var quick = QuickSize.Of(parts[0], $"name: {name}{BuiltInSweep.Quick}\n{parts[1]}");
        yield return new BuiltInSweep($"{name}{BuiltInSweep.Quick}", $"Quick size: {Description(parts[0])}", quick);
    }

    private static string Description(string text) =>
        text[..text.IndexOf('\n', StringComparison.Ordinal)].TrimStart('#', ' ').TrimEnd();
}
