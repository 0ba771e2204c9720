using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Worker.Execution;

/// <summary>A trial with everything its model needs.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Key">Its key.</param>
/// <param name="Rows">The rows to train on; shared by the models of a cell.</param>
/// <param name="Test">The test rows, for scoring alone.</param>
internal sealed record TrialCell(Trial Trial, TrialKey Key, TrainingRows Rows, PreparedTable Test)
{
    /// <summary>Real rows that were kept from training, for a search to compare by; null: none.</summary>
    public PreparedTable? Validation { get; init; }
}
