using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Specs;

/// <summary>The search of a model, by the program's own catalogue.</summary>
public sealed class SpecReaderSearchTests
{
    private const string Whole = "layers is a whole number from 1 to 64";

    private const string Range =
        "a range is written 1..7, 1..100 log or {from: 1, to: 100, scale: log, points: 5}";

    private const string Halving = "halving saves on rows, the share of the training rows, or on a whole-numbered "
        + "setting that is not searched: ";

    public static TheoryData<string, string> Right { get; } = new()
    {
        { "{search: none}", "none" },
        { "{search: published}", "published" },
        {
            "{search: {strategy: random, draws: 20, folds: 3, metric: accuracy, over: {layers: 1..7, "
                + "learning-rate: {from: 0.0003, to: 0.03, scale: log}, activation: [elu, relu]}}}",
            "random draws=20 folds=3 metric=accuracy over layers=1..7 activation=elu|relu "
                + "learning-rate=0.0003..0.03/log"
        },
        {
            "{search: {strategy: tpe, over: {neurons: 1..99 log, hidden: [[], 8, [32, 64]]}}}",
            "tpe draws=20 folds=3 metric=accuracy over neurons=1..99/log hidden=|8|32,64"
        },
        {
            "{search: {strategy: grid, metric: log-loss, over: {dropout: {from: 0, to: 0.5, points: 3}, "
                + "batch-norm: [true, false]}}}",
            "grid folds=3 metric=log-loss over dropout=0..0.5/3 batch-norm=true|false"
        },
        {
            "{max-epochs: 90, search: {strategy: halving, draws: 9, resource: max-epochs, over: {dropout: 0..0.5}}}",
            "successive-halving draws=9 folds=3 metric=accuracy eta=3 resource=max-epochs over dropout=0..0.5"
        },
    };

    public static TheoryData<string, string> Wrong { get; } = new()
    {
        { "sometimes", "search: 'sometimes' is not a search; write none, published, or {strategy: random, draws: 20, "
            + "over: {…}}" },
        { "{draws: 5, over: {layers: 1..7}}",
            "search.strategy: is missing; the strategies are grid, random, successive-halving, tpe" },
        { "{strategy: randm, over: {layers: 1..7}}", "search.strategy: 'randm' is not a strategy; the strategies are "
            + "grid, random, successive-halving, tpe; did you mean 'random'?" },
        { "{strategy: random, draws: 0, over: {layers: 1..7}}",
            "search.draws: 0 is not allowed; draws are a whole number from 1 to 10000" },
        { "{strategy: random, folds: 1, over: {layers: 1..7}}",
            "search.folds: 1 is not allowed; folds are a whole number from 2 to 100" },
        { "{strategy: random, metric: beauty, over: {layers: 1..7}}",
            "search.metric: 'beauty' is not a metric; the metrics are accuracy" },
        { "{strategy: random, metric: mse, over: {layers: 1..7}}", "search.metric: 'mse' is a score of numbers" },
        { "{strategy: random}", "search.over: is missing; name the settings to vary: layers, neurons" },
        { "{strategy: random, over: {}}", "search.over: a mapping names no settings; name the settings to vary" },
        { "{strategy: random, over: {depth: 1..7}}", "search.over.depth: 'depth' is not a setting; the settings are" },
        { "{strategy: random, over: {search: [none]}}", "search.over.search: 'search' is not a setting" },
        { "{strategy: random, over: {layers: []}}",
            $"search.over.layers: an empty list has no values; a search has at least one to try; {Whole}" },
        { "{strategy: random, over: {layers: [2, 65]}}", $"search.over.layers[1]: 65 is not allowed; {Whole}" },
        { "{strategy: random, over: {layers: [2, 2]}}",
            "search.over.layers[1]: 2 appears twice; it is search.over.layers[0] already" },
        { "{strategy: random, over: {layers: 0..7}}", $"search.over.layers: 0 is not allowed; {Whole}" },
        { "{strategy: random, over: {layers: 7..1}}",
            "search.over.layers: 7..1 is not allowed; a range runs from a number to a larger one" },
        { "{strategy: random, over: {layers: 3}}",
            $"search.over.layers: 3 cannot be searched over; write a list or a range; {Whole}; {Range}" },
        { "{strategy: random, over: {dropout: 0..0.5 log}}",
            "search.over.dropout: 0..0.5/log is not allowed; a logarithmic range begins above 0" },
        { "{strategy: random, over: {dropout: {from: 0}}}", $"search.over.dropout.to: is missing; {Range}" },
        { "{strategy: random, over: {dropout: {from: 0, to: 1}}}",
            "search.over.dropout.to: 1 is not allowed; dropout is a number from 0 to 0.95" },
        { "{strategy: random, over: {dropout: {from: 0, to: 0.5, scale: wide}}}",
            "search.over.dropout.scale: 'wide' is not a scale; the scales are linear, log" },
        { "{strategy: random, over: {dropout: {from: 0, to: 0.5, points: 1}}}",
            "search.over.dropout.points: 1 is not allowed; points are a whole number from 2 to 1000" },
        { "{strategy: random, over: {activation: elu..relu}}",
            "search.over.activation: 'elu..relu' cannot be searched over; write a list; activation is one of selu" },
        { "{strategy: grid, over: {learning-rate: 0.1..0.3}}", "search.over.learning-rate: 0.1..0.3 has no end of "
            + "values; a grid needs a list, or a range with points: {from: 0, to: 1, points: 5}" },
        { "{strategy: grid, over: {neurons: 1..4096, layers: 1..7}}",
            "search.over: 28,672 combinations are too many; a grid has at most 10,000" },
        { "{strategy: grid, draws: 5, over: {layers: 1..7}}",
            "search.draws: 5 is of no use here; the strategy is grid; leave it out" },
        { "{strategy: random, eta: 3, over: {layers: 1..7}}",
            "search.eta: 3 is of no use here; the strategy is random; leave it out" },
        { "{strategy: successive-halving, eta: 1, resource: rows, over: {layers: 1..7}}",
            "search.eta: 1 is not allowed; the factors between rungs are a whole number from 2 to 100" },
        { "{strategy: halving, over: {layers: 1..7}}", $"search.resource: is missing; {Halving}neurons" },
        { "{strategy: halving, resource: layers, over: {layers: 1..7}}",
            $"search.resource: 'layers' is not a resource; {Halving}neurons" },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void Search_of_a_model_is_read_into_one_line(string settings, string text)
    {
        var spec = Read($"models: [mlp: {settings}]").Spec!;

        Assert.Equal(text, spec.Models[0].Settings.Text("search"));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Search_that_is_wrong_is_refused_by_field(string search, string problem)
    {
        var read = Read($"models: [mlp: {{search: {search}}}]");

        var expected = problem.Replace("search.over.layers[0] already", "models[0].mlp.search.over.layers[0] already",
            StringComparison.Ordinal);
        Assert.StartsWith($"models[0].mlp.{expected}", Line(Assert.Single(read.Problems)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mlp: {layers: 3, search: {strategy: random, over: {layers: 1..7}}}",
        "models[0].mlp.search.over.layers: is given beside the search; it is either fixed or searched; "
        + "leave layers out in one of the two places")]
    [InlineData("mlp: {batch: 64, search: published}",
        "models[0].mlp.search: the published search says what batch is; leave batch or the search out")]
    [InlineData("mlp: {layers: 2, search: published}",
        "models[0].mlp.search: the published search says what layers is; leave layers or the search out")]
    [InlineData("knn: {search: published}", "models[0].knn.search: 'published' is not allowed; no search was published "
        + "for knn; write {strategy: random, draws: 20, over: {…}}")]
    public void Setting_that_is_both_fixed_and_searched_is_refused(string model, string problem) =>
        Assert.Equal(problem, Line(Assert.Single(Read($"models: [{model}]").Problems)));

    [Fact]
    public void Search_takes_part_in_keys_and_labels_and_its_absence_does_not()
    {
        var plain = Plan("mlp");
        var none = Plan("mlp: {search: none}");
        var searched = Plan("mlp: {search: published}");

        Assert.Equal(plain.Keys.Trial(plain.Grid[0]), none.Keys.Trial(none.Grid[0]));
        Assert.NotEqual(plain.Keys.Trial(plain.Grid[0]), searched.Keys.Trial(searched.Grid[0]));
        Assert.Equal("mlp{search=published}", searched.Grid[0].Model.Label);
    }

    private static SweepPlan Plan(string model) => new(TestSweeps.Define(Read($"models: [{model}]").Spec!));

    private static string Line(SpecProblem problem)
    {
        var text = problem.ToString();
        return text[text.IndexOf(problem.Field, StringComparison.Ordinal)..];
    }

    private static SpecReadResult Read(string line) =>
        SpecReader.Read($"name: a\ndataset: titanic\n{line}\n", "sweep.yaml", SpecVocabulary.Of(["titanic"]));
}
