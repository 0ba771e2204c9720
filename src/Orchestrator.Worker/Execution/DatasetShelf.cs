using System.Collections.Concurrent;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Worker.Execution;

/// <summary>Data sets held in memory by content hash. Thread-safe.</summary>
public sealed class DatasetShelf : IDatasetSource
{
    private readonly ConcurrentDictionary<Digest, TabularDataset> _datasets = [];

    /// <summary>Puts a data set on the shelf.</summary>
    public void Add(TabularDataset dataset) => _datasets[dataset.ContentHash] = dataset;

    /// <inheritdoc/>
    public TabularDataset Get(SweepDefinition definition) =>
        _datasets.TryGetValue(definition.DatasetHash, out var dataset)
            ? dataset
            : throw new KeyNotFoundException($"No data set with content hash {definition.DatasetHash} is at hand.");
}
