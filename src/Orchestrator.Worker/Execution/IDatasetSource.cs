using Orchestrator.Sweeps.Planning;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Worker.Execution;

/// <summary>Where a worker gets data sets from. Thread-safe.</summary>
public interface IDatasetSource
{
    /// <summary>The data set whose content hash the definition names.</summary>
    /// <exception cref="DatasetException">It cannot be had, or its content is another.</exception>
    TabularDataset Get(SweepDefinition definition);
}
