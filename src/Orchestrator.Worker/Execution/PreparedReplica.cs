using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Worker.Execution;

/// <summary>
/// The stages that all trials of one fraction and seed share: the subset and the test rows, prepared.
/// </summary>
/// <param name="Seed">The seed.</param>
/// <param name="Train">The training subset. Everything that prepared it was fitted on it alone.</param>
/// <param name="Test">The test rows, seen by nothing before they are scored.</param>
internal sealed record PreparedReplica(Seed Seed, PreparedTable Train, PreparedTable Test)
{
    /// <summary>Rows of the subset that nothing was fitted on, for a search to compare by; null: none.</summary>
    public PreparedTable? Validation { get; init; }
}
