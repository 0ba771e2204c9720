namespace Orchestrator.Training.Datasets;

/// <summary>Where a data set comes from.</summary>
/// <param name="Source">The collection, author or file.</param>
/// <param name="Licence">The licence as stated at the source.</param>
/// <param name="Description">What it is about, in one sentence.</param>
public sealed record DatasetOrigin(string Source, string Licence, string Description);
