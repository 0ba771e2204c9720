using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Sweeps.Tests.Specs;

/// <summary>The search across trials, by the program's own catalogue.</summary>
public sealed class SpecReaderSweepSearchTests
{
    private const string Over = "over: {models.mlp.layers: 1..7}";

    public static TheoryData<string, string> Right { get; } = new()
    {
        {
            "{strategy: tpe, max-trials: 200, time-budget: 30m, parallel: 4, "
                + "over: {generators.wgan-gp.lambda: 1..100 log, models.mlp.learning-rate: 0.0003..0.03 log}}",
            "tpe max-trials=200 parallel=4 validation=0.2 metric=accuracy time-budget=1800s over "
                + "models.mlp.learning-rate=0.0003..0.03/log generators.wgan-gp.lambda=1..100/log"
        },
        { $"{{strategy: grid, {Over}}}",
            "grid max-trials=14 parallel=1 validation=0.2 metric=accuracy over models.mlp.layers=1..7" },
        { $"{{strategy: random, max-trials: 4, validation: 0.5, metric: f1, {Over}}}",
            "random max-trials=4 parallel=1 validation=0.5 metric=f1 over models.mlp.layers=1..7" },
        { $"{{strategy: halving, max-trials: 50, resource: models.mlp.max-epochs, eta: 2, {Over}}}",
            "successive-halving max-trials=50 parallel=1 validation=0.2 metric=accuracy eta=2 "
                + "resource=models.mlp.max-epochs over models.mlp.layers=1..7" },
        { $"{{strategy: halving, max-trials: 50, resource: fraction, {Over}}}",
            "successive-halving max-trials=50 parallel=1 validation=0.2 metric=accuracy eta=3 resource=fraction "
                + "over models.mlp.layers=1..7" },
    };

    public static TheoryData<string, string> Wrong { get; } = new()
    {
        { "random", "search: 'random' is not a search; write {strategy: random, max-trials: 100, "
            + "over: {models.mlp.learning-rate: …}}" },
        { $"{{max-trials: 9, {Over}}}",
            "search.strategy: is missing; the strategies are grid, random, successive-halving, tpe" },
        { $"{{strategy: random, {Over}}}",
            "search.max-trials: is missing; say how many trials the search may run, from 2 to 1000000" },
        { $"{{strategy: random, max-trials: 0, {Over}}}",
            "search.max-trials: 0 is not allowed; the trials are a whole number from 1 to 1000000" },
        { $"{{strategy: random, max-trials: 1, {Over}}}", "search.max-trials: 1 is too few; one proposal is tried on 2 "
            + "trials: every fraction, boost, model and seed of the sweep" },
        { $"{{strategy: random, max-trials: 9, time-budget: soon, {Over}}}", "search.time-budget: 'soon' is not "
            + "allowed; a time budget is a number with s, m, h or d: 90s, 30m, 1.5h; at most 365d" },
        { $"{{strategy: random, max-trials: 9, time-budget: 0m, {Over}}}", "search.time-budget: 0m is not allowed" },
        { $"{{strategy: random, max-trials: 9, parallel: 0, {Over}}}", "search.parallel: 0 is not allowed; parallel "
            + "proposals are a whole number from 1 to 1000" },
        { $"{{strategy: random, max-trials: 9, validation: 1, {Over}}}", "search.validation: 1 is not allowed; the "
            + "share of the training rows to compare by lies between 0 and 1, both excluded" },
        { $"{{strategy: random, max-trials: 9, metric: beauty, {Over}}}", "search.metric: 'beauty' is not a metric" },
        { "{strategy: random, max-trials: 9}", "search.over: is missing; name the settings to vary: models.mlp.layers" },
        { "{strategy: random, max-trials: 9, over: {models.svc.c: 1..9}}",
            "search.over.models.svc.c: 'models.svc.c' is not a searchable setting; the searchable "
            + "settings are models.mlp.layers, models.mlp.neurons" },
        { "{strategy: random, max-trials: 9, over: {models.mlp.depth: 1..9}}", "search.over.models.mlp.depth: "
            + "'models.mlp.depth' is not a searchable setting" },
        { "{strategy: random, max-trials: 9, over: {models.mlp.layers: []}}",
            "search.over.models.mlp.layers: an empty list has no values" },
        { "{strategy: random, max-trials: 9, over: {models.mlp.layers: 0..9}}",
            "search.over.models.mlp.layers: 0 is not allowed; layers is a whole number from 1 to 64" },
        { "{strategy: random, max-trials: 9, over: {models.mlp.batch: [16, 32]}}", "search.over.models.mlp.batch: is "
            + "given in line 3 too; it is either fixed or searched; leave models.mlp.batch out in one of the two places" },
        { "{strategy: grid, over: {models.mlp.dropout: 0..0.5}}",
            "search.over.models.mlp.dropout: 0..0.5 has no end of values" },
        { $"{{strategy: random, max-trials: 9, eta: 2, {Over}}}",
            "search.eta: 2 is of no use here; the strategy is random; leave it out" },
        { $"{{strategy: halving, max-trials: 9, {Over}}}", "search.resource: is missing; halving saves on fraction" },
        { $"{{strategy: halving, max-trials: 9, resource: models.mlp.layers, {Over}}}",
            "search.resource: 'models.mlp.layers' is not a resource" },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void Search_across_trials_is_read(string search, string text)
    {
        var read = Read($"search: {search}");

        Assert.Empty(read.Problems.Select(problem => problem.ToString()));
        Assert.Equal(text, read.Spec!.Search!.ToString());
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Search_across_trials_that_is_wrong_is_refused_by_field(string search, string problem)
    {
        var found = Assert.Single(Read($"search: {search}").Problems);

        Assert.StartsWith(problem, $"{found.Field}: {found.ToString().Split($"{found.Field}: ", 2)[1]}",
            StringComparison.Ordinal);
    }

    [Fact]
    public void Search_of_a_sweep_within_braces_is_refused_since_rounds_cannot_be_written_so()
    {
        var read = SpecReader.Read(
            $"{{name: a, dataset: titanic, models: mlp, search: {{strategy: random, max-trials: 9, {Over}}}}}",
            "sweep.yaml", SpecVocabulary.Of(["titanic"]));

        Assert.Equal("cannot be given rounds", Assert.Single(read.Problems).Fault);
    }

    [Fact]
    public void Round_without_a_search_and_rounds_that_are_none_are_refused()
    {
        Assert.Equal("is given without a search", Assert.Single(Read("round: {index: 1}").Problems).Fault);
        Assert.Equal("is not a round", Assert.Single(
            Read($"search: {{strategy: random, max-trials: 9, {Over}}}", "round: {index: 1}").Problems).Fault);
        Assert.Equal("is not a round", Assert.Single(Read(
            $"search: {{strategy: random, max-trials: 9, {Over}}}",
            "round: {index: 1, part: 0, proposals: [{index: 0, candidate: 0, rung: 0, share: 1, values: [\"99\"]}]}")
            .Problems).Fault);
    }

    // 2 seeds: a proposal is tried on 2 trials.
    private static SpecReadResult Read(params string[] lines) => SpecReader.Read(
        "name: a\ndataset: titanic\nmodels: [mlp: {batch: 64}]\nseeds: 2\n"
        + (lines[0].Contains("generators.", StringComparison.Ordinal) ? "boosts: 0.2\ngenerators: wgan-gp\n" : "")
        + string.Join('\n', lines), "sweep.yaml", SpecVocabulary.Of(["titanic"]));
}
