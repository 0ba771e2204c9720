using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Datasets.Bytes;

namespace Orchestrator.Host.Composition;

/// <summary>A sweep that was read and found right, with its data set.</summary>
/// <param name="Plan">Its plan.</param>
/// <param name="Dataset">The data set it names.</param>
/// <param name="SpecPath">The file it was read from, absolute; null for a built-in sweep.</param>
internal sealed record LoadedSweep(SweepPlan Plan, TabularDataset Dataset, string? SpecPath)
{
    /// <summary>What is allowed in it, and yet hardly meant.</summary>
    public IReadOnlyList<SpecProblem> Warnings { get; init; } = [];

    /// <summary>The bytes of the user's own data set, which nobody else knows; null for a built-in one.</summary>
    public byte[]? UserData =>
        Plan.Definition.Spec.Dataset is DatasetReference.CsvFile ? DatasetBytes.Write(Dataset) : null;

    /// <summary>The record under which it is submitted.</summary>
    public SweepRecord ToRecord(DateTimeOffset submittedAt) => new(
        Plan.Definition.Id, Plan.Definition.Spec.Name, Plan.Definition.SpecText, SpecPath, Plan.Definition.DatasetHash,
        submittedAt);
}
