using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Search.Sampling;

/// <summary>
/// Independent draws, none twice (Bergstra and Bengio 2012). Proposal i does not depend on the sizes of generations.
/// </summary>
internal sealed class RandomSampler(SearchSpace space, int candidates, Digest seed) : SearchSampler(space)
{
    private readonly SeenValues _seen = new(space);

    private protected override IReadOnlyList<SearchProposal> Propose(int most)
    {
        var proposals = new List<SearchProposal>();
        while (proposals.Count < most && _seen.Count < candidates && !_seen.IsAll)
        {
            var index = _seen.Count;
            var values = _seen.Draw(new DrawStream(seed, index));
            proposals.Add(new SearchProposal(index, index, values, Rung: 0, Share: 1));
        }

        return proposals;
    }
}
