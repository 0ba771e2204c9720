namespace Orchestrator.Sweeps.Specs;

/// <summary>Rows of each subset that nothing is trained on, so that a search can compare by them.</summary>
/// <param name="Share">Their share of the subset, in (0, 1).</param>
/// <param name="Metric">The score of them that is recorded.</param>
public sealed record ValidationSpec(double Share, string Metric);
