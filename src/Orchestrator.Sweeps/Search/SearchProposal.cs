namespace Orchestrator.Sweeps.Search;

/// <summary>One thing that a search asks to have tried.</summary>
/// <param name="Index">The position among all proposals of the search, from 0.</param>
/// <param name="Candidate">
/// The position among the different sets of values, from 0; proposals of one candidate differ in their rung.
/// </param>
/// <param name="Values">The canonical texts, in the order of the space's dimensions.</param>
/// <param name="Rung">How often the candidate was promoted; 0 without halving.</param>
/// <param name="Share">The share of the full resource to spend, in (0, 1]; 1 without halving.</param>
public sealed record SearchProposal(int Index, int Candidate, IReadOnlyList<string> Values, int Rung, double Share);
