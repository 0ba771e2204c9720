using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Host.Composition;

/// <summary>A sweep that was read and found right, with its data set.</summary>
/// <param name="Plan">Its plan.</param>
/// <param name="Dataset">The data set it names.</param>
/// <param name="SpecPath">The file it was read from, absolute; null for a built-in sweep.</param>
internal sealed record LoadedSweep(SweepPlan Plan, TabularDataset Dataset, string? SpecPath)
{
    /// <summary>The record under which it is submitted.</summary>
    public SweepRecord ToRecord(DateTimeOffset submittedAt) => new(
        Plan.Definition.Id, Plan.Definition.Spec.Name, Plan.Definition.SpecText, SpecPath, Plan.Definition.DatasetHash,
        submittedAt);
}
