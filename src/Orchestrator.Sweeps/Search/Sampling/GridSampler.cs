namespace Orchestrator.Sweeps.Search.Sampling;

/// <summary>Every combination once, the last dimension running fastest.</summary>
internal sealed class GridSampler : SearchSampler
{
    private readonly int _count;
    private int _next;

    public GridSampler(SearchSpace space, int candidates)
        : base(space)
    {
        var count = space.GridCount
            ?? throw new ArgumentException($"The space {space} has no grid.", nameof(space));
        _count = (int)Math.Min(count, candidates);
    }

    private protected override IReadOnlyList<SearchProposal> Propose(int most)
    {
        var proposals = new SearchProposal[Math.Min(most, _count - _next)];
        for (var i = 0; i < proposals.Length; i++, _next++)
            proposals[i] = new SearchProposal(_next, _next, Space.GridValues(_next), Rung: 0, Share: 1);
        return proposals;
    }
}
