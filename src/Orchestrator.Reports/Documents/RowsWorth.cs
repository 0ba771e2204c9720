namespace Orchestrator.Reports.Documents;

/// <summary>A gain as the number of extra real rows that would give the same score.</summary>
/// <param name="Rows">Extra real rows; negative where the boost costs as much as that many rows bring.</param>
/// <param name="Low">Lower end of the interval; null: beyond what the learning curve covers.</param>
/// <param name="High">Upper end; null: beyond what the learning curve covers.</param>
/// <param name="Note">What limits it, in a few words; empty where nothing does.</param>
public sealed record RowsWorth(double Rows, double? Low, double? High, string Note);
