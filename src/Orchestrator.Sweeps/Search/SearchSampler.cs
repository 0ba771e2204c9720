using Orchestrator.Sweeps.Search.Sampling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Search;

/// <summary>
/// Chooses what a search tries, a generation at a time: <see cref="Ask"/> gives proposals that may be tried side by
/// side, <see cref="Tell"/> takes their scores. A generation's proposals follow from the seed, the sizes of the
/// generations and the scores told, and from nothing else; in particular not from the order in which the proposals of a
/// generation ended. Not thread-safe.
/// </summary>
public abstract class SearchSampler
{
    private readonly List<SearchOutcome> _outcomes = [];
    private IReadOnlyList<SearchProposal> _asked = [];

    private protected SearchSampler(SearchSpace space) => Space = space;

    /// <summary>What is varied.</summary>
    public SearchSpace Space { get; }

    /// <summary>What was told, in the order of the proposals.</summary>
    public IReadOnlyList<SearchOutcome> Outcomes => _outcomes;

    /// <summary>
    /// The outcome to go by: of those at the largest resource the one with the best score, the earliest of several;
    /// null where nothing has a score.
    /// </summary>
    public SearchOutcome? Best => Leaders.FirstOrDefault();

    /// <summary>What has a score, the best first: by resource, then score, then order.</summary>
    public IEnumerable<SearchOutcome> Leaders =>
        _outcomes.Where(outcome => outcome.Score is not null).OrderByDescending(outcome => outcome.Proposal.Rung)
            .ThenByDescending(outcome => outcome.Score).ThenBy(outcome => outcome.Proposal.Index);

    /// <summary>A sampler of a strategy.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="space">What is varied. A grid needs a number of points for every range of reals.</param>
    /// <param name="candidates">How many different sets of values are tried at most, from 1.</param>
    /// <param name="halving">The rungs; used by <see cref="SearchStrategy.SuccessiveHalving"/> alone.</param>
    /// <param name="seed">What every random choice follows from.</param>
    /// <exception cref="ArgumentException">The space has no grid, or there are no rungs to halve by.</exception>
    public static SearchSampler Create(
        SearchStrategy strategy, SearchSpace space, int candidates, HalvingRungs? halving, Digest seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(candidates, 1);
        return strategy switch
        {
            SearchStrategy.Grid => new GridSampler(space, candidates),
            SearchStrategy.Random => new RandomSampler(space, candidates, seed),
            SearchStrategy.Tpe => new TpeSampler(space, candidates, seed),
            SearchStrategy.SuccessiveHalving => new HalvingSampler(
                space, candidates, halving ?? throw new ArgumentException("Halving needs rungs.", nameof(halving)),
                seed),
            _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "A strategy of no known kind."),
        };
    }

    /// <summary>The next generation: at most <paramref name="most"/> proposals; none: the search is over.</summary>
    /// <exception cref="InvalidOperationException">The generation before has not been told of.</exception>
    public IReadOnlyList<SearchProposal> Ask(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (_asked.Count > 0)
            throw new InvalidOperationException("The generation before has not been told of.");
        return _asked = Propose(most);
    }

    /// <summary>
    /// The scores of the generation asked for last, in its order: larger is better; null, or not a number: failed.
    /// </summary>
    /// <exception cref="ArgumentException">There is not one score for each proposal.</exception>
    public void Tell(IReadOnlyList<double?> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count != _asked.Count)
            throw new ArgumentException($"{_asked.Count} proposals have {scores.Count} scores.", nameof(scores));
        for (var i = 0; i < scores.Count; i++)
            _outcomes.Add(new SearchOutcome(_asked[i], scores[i] is { } score && !double.IsNaN(score) ? score : null));
        _asked = [];
    }

    /// <summary>The next generation; every one before has been told of.</summary>
    private protected abstract IReadOnlyList<SearchProposal> Propose(int most);
}
