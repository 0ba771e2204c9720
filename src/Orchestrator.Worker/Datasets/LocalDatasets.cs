using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Datasets.Bytes;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Datasets;

/// <summary>
/// The data sets that a worker has at hand: the built-in one of the definition's name where the hash fits, else the
/// cached blob of that hash. Keeps those used last in memory. Thread-safe.
/// </summary>
public sealed class LocalDatasets : IDatasetSource
{
    private const int MostInMemory = 4;

    private readonly BlobCache _cache;
    private readonly Lock _gate = new();
    private readonly List<TabularDataset> _used = [];

    /// <summary>Data sets over a cache.</summary>
    public LocalDatasets(BlobCache cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        _cache = cache;
    }

    /// <inheritdoc/>
    public TabularDataset Get(SweepDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (BuiltIn(definition) is { } builtIn)
            return builtIn;
        lock (_gate)
        {
            var dataset = _used.Find(used => used.ContentHash == definition.DatasetHash) ?? Load(definition);
            _used.Remove(dataset);
            _used.Insert(0, dataset);
            if (_used.Count > MostInMemory)
                _used.RemoveAt(MostInMemory);
            return dataset;
        }
    }

    /// <summary>The built-in data set that the definition means; null where it means another one.</summary>
    internal static TabularDataset? BuiltIn(SweepDefinition definition) =>
        definition.Spec.Dataset is DatasetReference.BuiltIn { Name: var name }
            && DatasetCatalog.Find(name) is { } dataset && dataset.ContentHash == definition.DatasetHash
            ? dataset
            : null;

    private TabularDataset Load(SweepDefinition definition)
    {
        var content = _cache.TryRead(definition.DatasetHash) ?? throw new DatasetException(
            $"the data set with content hash {Short(definition.DatasetHash)} is neither built in "
            + $"nor in {_cache.Folder}");
        return DatasetBytes.Read(content, NameOf(definition.Spec.Dataset));
    }

    private static string NameOf(DatasetReference reference) => reference switch
    {
        DatasetReference.BuiltIn builtIn => builtIn.Name,
        DatasetReference.CsvFile file => Path.GetFileNameWithoutExtension(file.Path),
        _ => "data set",
    };

    private static string Short(Digest hash) => hash.ToString()[..12];
}
