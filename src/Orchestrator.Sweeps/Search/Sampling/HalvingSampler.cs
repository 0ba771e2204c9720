using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Search.Sampling;

/// <summary>
/// Successive halving as ASHA does it (Li et al. 2020, algorithm 2), in generations: a free place goes to the best
/// candidate that is among the first n/eta of the n that ended on its rung and was not promoted yet, the highest rung
/// first; where there is none, to a new candidate on the lowest rung. A generation as large as the number of candidates
/// is synchronous halving: exactly the best n/eta of each rung go on.
/// </summary>
internal sealed class HalvingSampler(SearchSpace space, int candidates, HalvingRungs rungs, Digest seed)
    : SearchSampler(space)
{
    private readonly SeenValues _seen = new(space);
    private readonly HashSet<(int Candidate, int Rung)> _placed = [];
    private int _next;

    private protected override IReadOnlyList<SearchProposal> Propose(int most)
    {
        var proposals = new List<SearchProposal>();
        while (proposals.Count < most && (Promotion() ?? Fresh()) is { } proposal)
        {
            _placed.Add((proposal.Candidate, proposal.Rung));
            proposals.Add(proposal);
            _next++;
        }

        return proposals;
    }

    private SearchProposal? Promotion()
    {
        for (var rung = rungs.Count - 2; rung >= 0; rung--)
        {
            var ended = Outcomes.Where(outcome => outcome.Proposal.Rung == rung).ToList();
            var promotable = ended.Where(outcome => outcome.Score is not null)
                .OrderByDescending(outcome => outcome.Score).ThenBy(outcome => outcome.Proposal.Index)
                .Take(ended.Count / rungs.Eta)
                .FirstOrDefault(outcome => !_placed.Contains((outcome.Proposal.Candidate, rung + 1)));
            if (promotable?.Proposal is { } best)
                return best with { Index = _next, Rung = rung + 1, Share = rungs.ShareOn(rung + 1) };
        }

        return null;
    }

    private SearchProposal? Fresh()
    {
        if (_seen.Count >= candidates || _seen.IsAll)
            return null;
        var candidate = _seen.Count;
        return new SearchProposal(
            _next, candidate, _seen.Draw(new DrawStream(seed, candidate)), Rung: 0, rungs.ShareOn(0));
    }
}
