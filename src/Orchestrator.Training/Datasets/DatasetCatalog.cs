using System.Collections.Concurrent;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Training.Datasets;

/// <summary>The data sets that are built in. Thread-safe; each is read once.</summary>
public static class DatasetCatalog
{
    private static readonly Dictionary<string, Func<TabularDataset>> Loaders = CreateLoaders();

    private static readonly string[] OfNumbers = [.. GeneratedCurves.All.Select(definition => definition.Name)];

    private static readonly ConcurrentDictionary<string, Lazy<TabularDataset>> Loaded = new(StringComparer.Ordinal);

    /// <summary>Their names, as a listing shows them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Loaders.Keys];

    /// <summary>The names that a spec may use: these data sets, and the program's own of everything else.</summary>
    public static SpecVocabulary Vocabulary { get; } =
        SpecVocabulary.Of(Names) with { RegressionDatasets = OfNumbers };

    /// <summary>The data set of a name; null where there is none.</summary>
    public static TabularDataset? Find(string name) => Loaders.TryGetValue(name, out var loader)
        ? Loaded.GetOrAdd(name, _ => new Lazy<TabularDataset>(loader)).Value
        : null;

    /// <summary>The data set of a name.</summary>
    /// <exception cref="DatasetException">There is none of that name.</exception>
    public static TabularDataset Load(string name) => Find(name)
        ?? throw new DatasetException($"there is no built-in data set '{name}'; there are: {string.Join(", ", Names)}");

    private static Dictionary<string, Func<TabularDataset>> CreateLoaders()
    {
        var loaders = new Dictionary<string, Func<TabularDataset>>(StringComparer.Ordinal);
        foreach (var definition in BuiltInTables.All)
            loaders.Add(definition.Name, definition.Load);
        foreach (var definition in GeneratedTables.All)
            loaders.Add(definition.Name, definition.Generate);
        foreach (var definition in GeneratedCurves.All)
            loaders.Add(definition.Name, definition.Generate);
        return loaders;
    }
}
