using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Search.Sampling;

/// <summary>
/// Tree-structured Parzen estimators (Bergstra et al. 2011): after some random proposals, what was seen is split in
/// the best few and the rest, and each dimension takes, of some coordinates drawn from the distribution of the best,
/// the one that is most likely by it against that of the rest. Proposals of one generation have no scores yet: they
/// count among the rest, so that a generation does not crowd into one place.
/// </summary>
internal sealed class TpeSampler(SearchSpace space, int candidates, Digest seed) : SearchSampler(space)
{
    /// <summary>Random proposals before the first that is modelled.</summary>
    public const int Startup = 10;

    /// <summary>Coordinates drawn for each dimension.</summary>
    public const int Draws = 24;

    // The share of the best, and how many these are at most.
    private const double Gamma = 0.15;
    private const int MostGood = 25;
    private const int MostTries = 20;

    private readonly SeenValues _seen = new(space);

    private protected override IReadOnlyList<SearchProposal> Propose(int most)
    {
        var proposals = new List<SearchProposal>();
        while (proposals.Count < most && _seen.Count < candidates && !_seen.IsAll)
        {
            var index = _seen.Count;
            var draws = new DrawStream(seed, index);
            var values = index < Startup ? _seen.Draw(draws) : Modelled(proposals, draws);
            proposals.Add(new SearchProposal(index, index, values, Rung: 0, Share: 1));
        }

        return proposals;
    }

    private IReadOnlyList<string> Modelled(List<SearchProposal> pending, DrawStream draws)
    {
        var ranked = Outcomes.OrderByDescending(outcome => outcome.Score ?? double.NegativeInfinity)
            .ThenBy(outcome => outcome.Proposal.Index).Select(outcome => outcome.Proposal.Values).ToList();
        var scored = Outcomes.Count(outcome => outcome.Score is not null);
        var good = Math.Min(Math.Min((int)Math.Ceiling(Gamma * ranked.Count), MostGood), scored);
        var rest = ranked.Skip(good).Concat(pending.Select(proposal => proposal.Values)).ToList();
        var models = Space.Dimensions.Select((dimension, d) => (
            Dimension: dimension,
            Good: ParzenEstimator.Of(dimension, ranked.Take(good).Select(v => dimension.CoordinateOf(v[d]))),
            Others: ParzenEstimator.Of(dimension, rest.Select(v => dimension.CoordinateOf(v[d]))))).ToArray();
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var values = models.Select(m => Likeliest(m.Dimension, m.Good, m.Others, draws)).ToArray();
            if (_seen.Add(values))
                return values;
        }

        return _seen.Draw(draws);
    }

    private static string Likeliest(
        SearchDimension dimension, ParzenEstimator good, ParzenEstimator rest, DrawStream draws)
    {
        var (best, gain) = ("", double.NegativeInfinity);
        for (var i = 0; i < Draws; i++)
        {
            var value = dimension.At(good.Draw(draws));
            var coordinate = dimension.CoordinateOf(value);
            if (good.LogDensity(coordinate) - rest.LogDensity(coordinate) is var better && better > gain)
                (best, gain) = (value, better);
        }

        return best;
    }
}
