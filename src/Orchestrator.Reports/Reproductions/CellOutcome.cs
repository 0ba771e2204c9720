namespace Orchestrator.Reports.Reproductions;

/// <summary>A published number beside ours.</summary>
/// <param name="Row">The label of its row.</param>
/// <param name="Column">The label of its column.</param>
/// <param name="Published">The number; null where none was printed.</param>
/// <param name="Measured">Ours, in the published unit.</param>
/// <param name="Step">The step of the published number.</param>
/// <param name="Verdict">Whether it came out again.</param>
/// <param name="Why">Why not, or why that cannot be told; empty where it did.</param>
public sealed record CellOutcome(
    string Row, string Column, double? Published, Measurement Measured, double Step, Verdict Verdict, string Why);
