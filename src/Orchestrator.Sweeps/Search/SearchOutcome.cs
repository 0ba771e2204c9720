namespace Orchestrator.Sweeps.Search;

/// <summary>What came of a proposal.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Score">Its score, larger being better; null: it failed.</param>
public sealed record SearchOutcome(SearchProposal Proposal, double? Score);
