using System.Text;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Grid;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Search;

/// <summary>
/// What a search across trials does: its proposals, the ordinary sweeps of its rounds, and their scores. A function of
/// the definition and of the scores told: no clock, no randomness.
/// </summary>
public sealed class SearchPlan
{
    /// <summary>The values that a grid is taken to have in a range of reals without a number of points.</summary>
    public const int NominalGridPoints = 10;

    /// <summary>The plan of the search that <paramref name="definition"/> holds.</summary>
    /// <exception cref="ArgumentException">It holds none.</exception>
    public SearchPlan(SweepDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
        Search = definition.Spec.Search
            ?? throw new ArgumentException($"Sweep {definition.Spec.Name} is not a search.", nameof(definition));
        TrialsPerProposal = new TrialGrid(definition.Spec).Count;
        Candidates = CandidatesOf();
        Rungs = Search.Strategy == SearchStrategy.SuccessiveHalving ? RungsOf(Candidates) : null;
    }

    /// <summary>What the plan follows from.</summary>
    public SweepDefinition Definition { get; }

    /// <summary>The search.</summary>
    public SweepSearch Search { get; }

    /// <summary>The trials that one proposal is tried on: the sweep's own axes.</summary>
    public long TrialsPerProposal { get; }

    /// <summary>How many different sets of values are tried at most.</summary>
    public int Candidates { get; }

    /// <summary>
    /// The trials that all rounds have together at most: fewer where the time budget ends the search, the space is used
    /// up, or halving promotes few.
    /// </summary>
    public long PlannedTrials => TrialsPerProposal * (Rungs is null ? Candidates : MostProposals);

    /// <summary>
    /// The trials of the whole grid, ranges of reals without points taken to have <see cref="NominalGridPoints"/>.
    /// </summary>
    public double GridTrials => Search.Space.Dimensions.Aggregate(
        (double)TrialsPerProposal, (trials, dimension) => trials * (dimension.GridCount ?? NominalGridPoints));

    private HalvingRungs? Rungs { get; }

    private int MostProposals => (int)Math.Min(Search.MaxTrials / TrialsPerProposal, SweepSearch.MostTrials);

    /// <summary>
    /// A sampler at its beginning. The seed follows from what is searched, on what, not from the limits: a search with
    /// a higher one begins with the same proposals, and finds their results in the store.
    /// </summary>
    public SearchSampler CreateSampler()
    {
        var form = new StringBuilder()
            .Append($"search {SearchStrategyNames.Of(Search.Strategy)} {Search.Space}\n{Definition.DatasetHash}\n");
        return SearchSampler.Create(Search.Strategy, Search.Space, Candidates, Rungs, form.Digest());
    }

    /// <summary>The proposals of the next round; none: the search is over.</summary>
    public IReadOnlyList<SearchProposal> Ask(SearchSampler sampler)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        var left = MostProposals - sampler.Outcomes.Count;
        return left <= 0 ? [] : sampler.Ask(Math.Min(Search.Parallel, left));
    }

    /// <summary>The sweeps of a round, in order.</summary>
    /// <param name="index">The round, from 1.</param>
    /// <param name="proposals">What it tries.</param>
    public IReadOnlyList<SweepPlan> Round(int index, IReadOnlyList<SearchProposal> proposals) =>
        [.. RoundSpecs.Parts(Definition.Spec, index, proposals).Select(part => new SweepPlan(new SweepDefinition(
            RoundSpecs.Of(Definition.Spec, part), RoundText.Append(Definition.SpecText, part),
            Definition.DatasetHash)))];

    /// <summary>
    /// A proposal's score from the results of its round, larger being better: the mean over its trials; null where one
    /// of them has none.
    /// </summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="results">
    /// The results of the round's sweeps, in the order of <see cref="Round"/>, each by trial index; null: failed.
    /// </param>
    /// <param name="round">The round's sweeps.</param>
    public double? ScoreOf(
        SearchProposal proposal, IReadOnlyList<SweepPlan> round, IReadOnlyList<IReadOnlyList<TrialResult?>> results)
    {
        var means = ResultsOf(proposal, round, results).Select(result => result?.Details?.Validation).ToList();
        if (means.Count == 0 || means.Any(score => score is null))
            return null;
        var mean = means.Average(score => score!.Value);
        return MetricNames.SmallerIsBetter(Search.Metric) ? -mean : mean;
    }

    /// <summary>The results of a proposal's trials, in the order of the grid; null: failed. As in ScoreOf.</summary>
    public IReadOnlyList<TrialResult?> ResultsOf(
        SearchProposal proposal, IReadOnlyList<SweepPlan> round, IReadOnlyList<IReadOnlyList<TrialResult?>> results)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(results);
        var models = RoundSpecs.ModelsOf(Definition.Spec, proposal);
        var single = RoundSpecs.Of(Definition.Spec, new SearchRound(1, 0, [proposal]));
        var found = new List<TrialResult?>();
        for (var part = 0; part < round.Count; part++)
        {
            var spec = round[part].Definition.Spec;
            if (!spec.Generators.SequenceEqual(single.Generators) || !spec.Fractions.SequenceEqual(single.Fractions)
                || !single.Models.All(spec.Models.Contains))
                continue;
            found.AddRange(Enumerable.Range(0, results[part].Count)
                .Where(trial => models.Contains(round[part].Grid[trial].Model)).Select(trial => results[part][trial]));
            break;
        }

        return found;
    }

    private HalvingRungs RungsOf(int candidates) =>
        HalvingRungs.For(candidates, Search.Eta, RoundSpecs.LeastShare(Definition.Spec, Search));

    private int CandidatesOf()
    {
        var most = MostProposals;
        if (Search.Strategy == SearchStrategy.Grid)
            return (int)Math.Min(most, Search.Space.GridCount!.Value);
        if (Search.Strategy != SearchStrategy.SuccessiveHalving)
            return Math.Max(1, (int)Math.Min(most, Search.Space.Count ?? most));
        var (least, above) = (1, most + 1);
        while (above - least > 1)
        {
            var middle = (least + above) / 2;
            (least, above) = RungsOf(middle).ProposalsOf(middle) <= most ? (middle, above) : (least, middle);
        }

        return (int)Math.Min(least, Search.Space.Count ?? least);
    }
}
