namespace Orchestrator.Sweeps.Search;

/// <summary>
/// One ordinary sweep of a search across trials: some proposals of one round, those that share their generators.
/// </summary>
/// <param name="Index">The round, from 1.</param>
/// <param name="Part">Which of the round's sweeps, from 1; 0: it is the only one.</param>
/// <param name="Proposals">What is tried; not empty.</param>
public sealed record SearchRound(int Index, int Part, IReadOnlyList<SearchProposal> Proposals)
{
    /// <summary>The name of its sweep: <c>NAME.round-3</c>, or <c>NAME.round-3.2</c>.</summary>
    public string NameIn(string search) => $"{search}.round-{Index}{(Part == 0 ? "" : $".{Part}")}";
}
