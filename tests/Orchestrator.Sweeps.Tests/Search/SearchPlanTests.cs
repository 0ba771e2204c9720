using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Search;

public sealed class SearchPlanTests
{
    private const string Network = """
        name: tune
        dataset: titanic
        models: [mlp, logreg]
        seeds: 2
        """;

    private const string Boosted = """
        name: tune
        dataset: titanic
        boosts: [0, 0.5]
        generators: [wgan-gp, dcgan]
        models: [mlp]
        seeds: 1
        """;

    [Theory]
    [InlineData(Network, "{strategy: random, max-trials: 40, parallel: 4, over: {models.mlp.layers: 1..7, "
        + "models.mlp.activation: [elu, relu]}}")]
    [InlineData(Boosted, "{strategy: tpe, max-trials: 60, parallel: 3, over: {generators.wgan-gp.lambda: 1..100 log, "
        + "models.mlp.hidden: [8, [16, 8], []]}}")]
    [InlineData(Network, "{strategy: halving, resource: fraction, max-trials: 60, parallel: 9, over: "
        + "{models.mlp.dropout: 0..0.5}}")]
    [InlineData(Boosted, "{strategy: halving, resource: generators.wgan-gp.epochs, max-trials: 60, parallel: 5, over: "
        + "{models.mlp.dropout: 0..0.5}}")]
    public void Rounds_are_read_back_from_their_text_as_the_same_sweeps(string start, string search)
    {
        var plan = Plan(start, search);
        var sampler = plan.CreateSampler();
        var index = 0;
        while (plan.Ask(sampler) is { Count: > 0 } proposals)
        {
            foreach (var part in plan.Round(++index, proposals))
            {
                var read = SpecReader.Read(part.Definition.SpecText, "round.yaml", Vocabulary);
                var again = new SweepDefinition(read.Spec!, part.Definition.SpecText, TestSweeps.DatasetHash);
                Assert.Equal(part.Definition.Id, again.Id);
                Assert.Equal(
                    Enumerable.Range(0, (int)part.Grid.Count).Select(i => part.Keys.Trial(part.Grid[i])),
                    Enumerable.Range(0, (int)part.Grid.Count).Select(i => new SweepPlan(again))
                        .Select((p, i) => p.Keys.Trial(p.Grid[i])));
            }

            sampler.Tell([.. proposals.Select(p => (double?)p.Candidate)]);
        }

        Assert.InRange(index, 2, 60);
    }

    [Fact]
    public void Proposals_without_generators_have_a_sweep_each_and_equal_generators_share_one()
    {
        var alone = Plan(Network, "{strategy: random, max-trials: 40, parallel: 4, over: {models.mlp.layers: 1..7}}");
        var shared = Plan(Boosted, "{strategy: random, max-trials: 40, parallel: 4, over: {models.mlp.layers: 1..7}}");
        var apart = Plan(Boosted, "{strategy: random, max-trials: 40, parallel: 4, over: {generators.dcgan.batch: "
            + "[16, 32], models.mlp.layers: 1..7}}");

        Assert.Equal(["tune.round-1.1", "tune.round-1.2", "tune.round-1.3", "tune.round-1.4"], Names(alone));
        Assert.Equal(["tune.round-1"], Names(shared));
        Assert.Equal(2, Names(apart).Count);
        Assert.Equal((4 * 4, 40 / 4, 3 * 1), (
            4 * alone.TrialsPerProposal, alone.Candidates + 3, shared.TrialsPerProposal));
    }

    [Fact]
    public void Trials_of_rounds_stay_within_the_most_and_every_proposal_has_its_own() =>
        Prop.ForAll(
            Arb.From(
                from most in Gen.Choose(4, 200)
                from parallel in Gen.Choose(1, 12)
                from strategy in Gen.Elements(
                    "random", "tpe", "halving, resource: fraction", "halving, resource: models.mlp.max-epochs")
                select (most, parallel, strategy)),
            any =>
            {
                var plan = Plan(Network, $"{{strategy: {any.strategy}, max-trials: {any.most}, parallel: "
                    + $"{any.parallel}, over: {{models.mlp.dropout: 0..0.5, models.mlp.layers: 1..7}}}}");
                var sampler = plan.CreateSampler();
                var (trials, index) = (0L, 0);
                while (plan.Ask(sampler) is { Count: > 0 } proposals)
                {
                    var round = plan.Round(++index, proposals);
                    trials += round.Sum(part => part.Grid.Count);
                    var results = round.Select(part => Results(part, _ => 1)).ToList();
                    if (proposals.Any(p => plan.ResultsOf(p, round, results).Count != plan.TrialsPerProposal))
                        return false;
                    sampler.Tell([.. proposals.Select(p => (double?)p.Candidate)]);
                }

                return trials <= any.most && trials <= plan.PlannedTrials && trials > 0;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Score_is_the_mean_over_a_proposals_own_trials_and_a_failed_trial_leaves_it_without()
    {
        var plan = Plan(Boosted, "{strategy: random, max-trials: 40, parallel: 2, over: {models.mlp.layers: 1..7}}");
        var proposals = plan.Ask(plan.CreateSampler());
        var round = plan.Round(1, proposals);
        var first = int.Parse(proposals[0].Values[0]);

        var results = Results(round[0], trial => trial.Model.Settings.Integer("layers") + trial.Boost.Value);
        Assert.Equal(first + (0 + 0.5 + 0.5) / 3, plan.ScoreOf(proposals[0], round, [results])!.Value, 12);
        results[Array.FindIndex(results, r => r is not null)] = null;
        Assert.Single(proposals, p => plan.ScoreOf(p, round, [results]) is null);
    }

    [Fact]
    public void Score_of_a_loss_is_turned_round()
    {
        var plan = Plan(Network, "{strategy: random, metric: log-loss, max-trials: 40, over: {models.mlp.layers: 1..7}}");
        var proposals = plan.Ask(plan.CreateSampler());
        var round = plan.Round(1, proposals);

        Assert.Equal(-0.7, plan.ScoreOf(proposals[0], round, [Results(round[0], _ => 0.7)])!.Value, 12);
    }

    [Fact]
    public void Search_with_a_higher_limit_begins_with_the_same_proposals()
    {
        const string Over = "over: {models.mlp.dropout: 0..0.5}}";
        var (few, many) = (Plan(Network, "{strategy: tpe, max-trials: 20, " + Over),
            Plan(Network, "{strategy: tpe, max-trials: 200, " + Over));

        Assert.NotEqual(few.Definition.Id, many.Definition.Id);
        var (one, other) = (few.CreateSampler().Ask(5), many.CreateSampler().Ask(5));
        Assert.Equal(one.SelectMany(p => p.Values), other.SelectMany(p => p.Values));
        Assert.Equal(few.Round(1, one).Select(p => p.Definition.Id), many.Round(1, other).Select(p => p.Definition.Id));
    }

    [Fact]
    public void Halving_by_fraction_runs_shares_of_the_rows_and_by_epochs_shares_of_those()
    {
        var rows = Plan(Network, "{strategy: halving, resource: fraction, max-trials: 60, parallel: 20, over: "
            + "{models.mlp.dropout: 0..0.5}}");
        var epochs = Plan(Network, "{strategy: halving, resource: models.mlp.max-epochs, max-trials: 60, parallel: 20, "
            + "over: {models.mlp.dropout: 0..0.5}}");

        Assert.Equal(1.0 / 9, rows.Round(1, rows.Ask(rows.CreateSampler()))[0].Definition.Spec.Fractions[0].Value, 12);
        Assert.Equal(33, epochs.Round(1, epochs.Ask(epochs.CreateSampler()))[0].Definition.Spec.Models[0].Settings
            .Integer("max-epochs"));
    }

    [Fact]
    public void Validation_is_part_of_keys_and_its_absence_is_not()
    {
        var spec = TestSweeps.Spec;
        var (plain, kept, other) = (new SweepPlan(TestSweeps.Define(spec)),
            new SweepPlan(TestSweeps.Define(spec with { Validation = new(0.2, "accuracy") })),
            new SweepPlan(TestSweeps.Define(spec with { Validation = new(0.2, "f1") })));
        var trial = plain.Grid[0];

        Assert.Equal(TestSweeps.Plan.Keys.Trial(trial), plain.Keys.Trial(trial));
        Assert.NotEqual(plain.Keys.Trial(trial), kept.Keys.Trial(trial));
        Assert.NotEqual(kept.Keys.Trial(trial), other.Keys.Trial(trial));
        Assert.Equal(kept.Keys.TrainingRows(trial), other.Keys.TrainingRows(trial));
        Assert.NotEqual(plain.Definition.Id, kept.Definition.Id);
    }

    private static readonly SpecVocabulary Vocabulary = SpecVocabulary.Of(["titanic"]);

    private static List<string> Names(SearchPlan plan) =>
        [.. plan.Round(1, plan.Ask(plan.CreateSampler())).Select(part => part.Definition.Spec.Name)];

    private static TrialResult?[] Results(SweepPlan part, Func<Trial, double> score) =>
        [.. Enumerable.Range(0, (int)part.Grid.Count).Select(i => part.Grid[i]).Select(trial =>
            TestSweeps.Result(part.Keys.Trial(trial)) with { Details = new() { Validation = score(trial) } })];

    private static SearchPlan Plan(string start, string search)
    {
        var text = $"{start}\nsearch: {search}";
        var read = SpecReader.Read(text, "sweep.yaml", Vocabulary);
        Assert.Empty(read.Problems.Select(problem => problem.ToString()));
        return new SearchPlan(new SweepDefinition(read.Spec!, text, TestSweeps.DatasetHash));
    }
}
