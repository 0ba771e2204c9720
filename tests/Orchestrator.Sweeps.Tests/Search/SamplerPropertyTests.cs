using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Tests.Search;

/// <summary>What holds of every search, on generated spaces.</summary>
public sealed class SamplerPropertyTests
{
    private static readonly Arbitrary<(SearchSpace Space, SearchStrategy Strategy, int Seed, int Parallel)> AnySearch =
        Arb.From(
            from space in AnySpace.Spaces
            from strategy in Gen.Elements(Enum.GetValues<SearchStrategy>())
            from seed in Gen.Choose(0, 1_000_000)
            from parallel in Gen.Choose(1, 9)
            select (space, strategy, seed, parallel));

    private static readonly Arbitrary<SearchSpace> AnyGrid = Arb.From(AnySpace.Spaces.Where(s => s.GridCount <= 3_000));

    [Fact]
    public void Proposals_always_lie_within_the_space_and_are_accepted_by_their_settings() =>
        Prop.ForAll(AnySearch, search => Run(search).Outcomes.All(outcome =>
            AnySpace.Holds(search.Space, outcome.Proposal.Values))).QuickCheckThrowOnFailure();

    [Fact]
    public void Candidates_are_never_proposed_twice_and_the_search_ends_with_the_draws_or_the_space() =>
        Prop.ForAll(AnySearch, search =>
        {
            var candidates = Run(search).Outcomes.Where(outcome => outcome.Proposal.Rung == 0)
                .Select(outcome => string.Join(' ', outcome.Proposal.Values)).ToList();
            var count = search.Strategy == SearchStrategy.Grid ? search.Space.GridCount : search.Space.Count;
            return candidates.Distinct().Count() == candidates.Count
                && candidates.Count == Math.Min(Candidates, count ?? Candidates);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Searches_of_one_seed_are_the_same_and_indices_run_in_order() =>
        Prop.ForAll(AnySearch, search =>
        {
            var (one, other) = (Run(search).Outcomes, Run(search).Outcomes);
            return one.Select(Text).SequenceEqual(other.Select(Text))
                && one.Select(outcome => outcome.Proposal.Index).SequenceEqual(Enumerable.Range(0, one.Count));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_proposals_do_not_depend_on_the_sizes_of_generations() =>
        Prop.ForAll(AnySearch, search =>
        {
            var random = search with { Strategy = SearchStrategy.Random };
            return Run(random).Outcomes.Select(Text)
                .SequenceEqual(Run(random with { Parallel = random.Parallel + 3 }).Outcomes.Select(Text));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Grid_goes_through_every_combination_once() =>
        Prop.ForAll(AnyGrid, space =>
        {
            var sampler = SearchSampler.Create(SearchStrategy.Grid, space, int.MaxValue, null, AnySpace.Seed(0));
            var texts = AnySpace.Run(sampler, 7, _ => 0).Outcomes.Select(o => string.Join(' ', o.Proposal.Values));
            var all = space.Dimensions.Aggregate(
                Enumerable.Repeat("", 1), (sets, dimension) => sets.SelectMany(set =>
                    Enumerable.Range(0, dimension.GridCount!.Value).Select(i => $"{set} {dimension.GridValue(i)}")));
            return texts.SequenceEqual(all.Select(text => text.Trim()))
                && space.Dimensions.All(d => Enumerable.Range(0, d.GridCount!.Value).Select(d.GridValue).Distinct()
                    .Count() == d.GridCount);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Halving_in_one_generation_promotes_exactly_the_best_of_each_rung() =>
        Prop.ForAll(
            Arb.From(
                from candidates in Gen.Choose(1, 60)
                from eta in Gen.Choose(2, 5)
                from seed in Gen.Choose(0, 1_000_000)
                select (candidates, eta, seed)),
            halving =>
            {
                var rungs = HalvingRungs.For(halving.candidates, halving.eta, leastShare: 0);
                var sampler = SearchSampler.Create(
                    SearchStrategy.SuccessiveHalving, Line, halving.candidates, rungs, AnySpace.Seed(halving.seed));
                var outcomes = AnySpace.Run(sampler, int.MaxValue, Score).Outcomes;
                return outcomes.Count == rungs.ProposalsOf(halving.candidates)
                    && Enumerable.Range(0, rungs.Count - 1).All(rung => On(outcomes, rung + 1).SetEquals(
                        outcomes.Where(o => o.Proposal.Rung == rung).OrderByDescending(o => o.Score)
                            .Take(On(outcomes, rung).Count / halving.eta).Select(o => o.Proposal.Candidate)));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Halving_in_small_generations_promotes_only_what_stood_among_the_best_of_its_rung() =>
        Prop.ForAll(
            Arb.From(
                from parallel in Gen.Choose(1, 8)
                from eta in Gen.Choose(2, 4)
                from seed in Gen.Choose(0, 1_000_000)
                select (parallel, eta, seed)),
            halving =>
            {
                var rungs = HalvingRungs.For(40, halving.eta, leastShare: 0);
                var sampler = SearchSampler.Create(
                    SearchStrategy.SuccessiveHalving, Line, 40, rungs, AnySpace.Seed(halving.seed));
                while (sampler.Ask(halving.parallel) is { Count: > 0 } generation)
                {
                    foreach (var promoted in generation.Where(proposal => proposal.Rung > 0))
                    {
                        var rung = sampler.Outcomes.Where(o => o.Proposal.Rung == promoted.Rung - 1)
                            .OrderByDescending(o => o.Score).ToList();
                        var place = rung.FindIndex(o => o.Proposal.Candidate == promoted.Candidate);
                        if (place < 0 || place >= rung.Count / halving.eta
                            || promoted.Share != rungs.ShareOn(promoted.Rung))
                            return false;
                    }

                    sampler.Tell([.. generation.Select(Score)]);
                }

                // At the end nothing that stands among the best of its rung was left behind.
                return Enumerable.Range(0, rungs.Count - 1).All(rung =>
                    On(sampler.Outcomes, rung + 1).Count >= On(sampler.Outcomes, rung).Count / halving.eta);
            }).QuickCheckThrowOnFailure();

    private const int Candidates = 40;

    private static readonly SearchSpace Line = new(
        [new RealDimension("x", new("x", SettingKind.Real, "0", ""), 0, 1)]);

    private static SearchSampler Run((SearchSpace Space, SearchStrategy Strategy, int Seed, int Parallel) search) =>
        AnySpace.Run(
            SearchSampler.Create(
                search.Strategy, search.Space, Candidates, HalvingRungs.For(Candidates, 3, 0),
                AnySpace.Seed(search.Seed)),
            search.Parallel, proposal => proposal.Candidate % 5 == 4 ? null : Any(Text(proposal)));

    // A score that has nothing to do with the values but is the same for the same text.
    private static double Any(string text) => Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)).A;

    private static double? Score(SearchProposal proposal) => Math.Sin(1000 * AnySpace.Number(proposal.Values[0]));

    private static HashSet<int> On(IEnumerable<SearchOutcome> outcomes, int rung) =>
        [.. outcomes.Where(o => o.Proposal.Rung == rung).Select(o => o.Proposal.Candidate)];

    private static string Text(SearchOutcome outcome) => $"{Text(outcome.Proposal)}: {outcome.Score}";

    private static string Text(SearchProposal proposal) =>
        $"{proposal.Index} {proposal.Candidate} {proposal.Rung} {proposal.Share} {string.Join(' ', proposal.Values)}";
}
