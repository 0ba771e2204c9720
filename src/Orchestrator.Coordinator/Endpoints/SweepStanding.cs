using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Endpoints;

/// <summary>A sweep as it stands.</summary>
/// <param name="Record">Its record in the store.</param>
/// <param name="Status">Its status; <see cref="SweepStatus.None"/> where the journal does not know it.</param>
/// <param name="Total">Trials of the grid.</param>
/// <param name="Completed">Trials with a result.</param>
/// <param name="Failed">Trials that failed for good.</param>
public sealed record SweepStanding(SweepRecord Record, SweepStatus Status, long Total, long Completed, long Failed);
