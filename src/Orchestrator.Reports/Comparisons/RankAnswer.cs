using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Comparisons;

/// <summary>Generators ranked across data sets, or why they are not.</summary>
/// <param name="Ranks">The ranks; null where there are none.</param>
/// <param name="Note">Why there are none, or what limits them; empty where nothing does.</param>
public sealed record RankAnswer(RankComparison? Ranks, string Note);
