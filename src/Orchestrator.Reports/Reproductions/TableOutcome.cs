namespace Orchestrator.Reports.Reproductions;

/// <summary>A published table beside ours.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Cells">The cells that were measured, row by row.</param>
/// <param name="Left">How many cells the sweeps of this size do not have.</param>
public sealed record TableOutcome(string Title, IReadOnlyList<CellOutcome> Cells, int Left);
