namespace Orchestrator.Reports.Documents;

/// <summary>One trial that has ended, as the table of all trials shows it.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Index">Its index in the canonical grid.</param>
/// <param name="Fraction">The share of the training rows.</param>
/// <param name="Generator">The generator; null for an unboosted trial.</param>
/// <param name="Boost">Synthetic rows ÷ real rows.</param>
/// <param name="Replaces">Whether the synthetic rows take the place of the real ones.</param>
/// <param name="Model">The model.</param>
/// <param name="Seed">The repeat.</param>
/// <param name="Score">The score in the sweep's metric; null where it has none or failed.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
public sealed record ReportedTrial(
    string Sweep,
    long Index,
    double Fraction,
    string? Generator,
    double Boost,
    bool Replaces,
    string Model,
    int Seed,
    double? Score,
    string? Error);
