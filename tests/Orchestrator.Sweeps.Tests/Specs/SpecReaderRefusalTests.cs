using Orchestrator.Sweeps.Specs;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Specs;

/// <summary>Each refusal with its exact position and message; the lines given stand from line 4 on.</summary>
public sealed class SpecReaderRefusalTests
{
    private const string Fraction = "a fraction is greater than 0 and at most 1";
    private const string FractionRange = Fraction + "; a range is written 0.3..0.8 step 0.1";
    private const string Seed = "a seed is a whole number from 0 to 2147483647";
    private const string SeedCount = "seeds are a count from 1 to 100000, a list [0, 1, 7], or a range 0..9";

    public static TheoryData<string, string> Cases { get; } = new()
    {
        { "fractions: [0.3, 0.5, 1.2]", $"4:23: fractions[2]: 1.2 is not allowed; {Fraction}" },
        { "fractions: 0", $"4:12: fractions: 0 is not allowed; {Fraction}" },
        { "fractions: 1e99", $"4:12: fractions: 1e99 is not allowed; {Fraction}" },
        { "fractions: .nan", $"4:12: fractions: .nan is not a number; {FractionRange}" },
        { "fractions: half", $"4:12: fractions: 'half' is not a number; {FractionRange}" },
        { "fractions: '0.3'", $"4:12: fractions: '0.3' is text; {Fraction}; write it without quotes" },
        { "fractions: [[0.3]]", $"4:13: fractions[0]: a list is not a number; {FractionRange}" },
        { "fractions: {a: 1}", $"4:12: fractions: a mapping is not a number; {FractionRange}" },
        { "fractions: [~]", $"4:13: fractions[0]: nothing is not a number; {FractionRange}" },
        { "fractions: []", $"4:12: fractions: an empty list has no values; an axis has at least one; {Fraction}" },
        { "fractions:", "4:1: fractions: has no value; give it one or leave the field out" },
        { "fractions: [0.4, 0.40]", "4:18: fractions[1]: 0.40 appears twice; it is fractions[0] in line 4 already" },
        {
            "fractions: [0.3..0.5 step 0.1, 0.2..0.4 step 0.1]",
            "4:32: fractions[1]: 0.3 (in 0.2..0.4 step 0.1) appears twice; it is fractions[0] in line 4 already"
        },
        { "fractions: 0..1 step 0.1", $"4:12: fractions: 0 (in 0..1 step 0.1) is not allowed; {Fraction}" },
        { "fractions: 0.3..0.8", "4:12: fractions: 0.3..0.8 has no step; a range is written 0.3..0.8 step 0.1" },
        {
            "fractions: 0.3.. step 1",
            "4:12: fractions: 0.3.. step 1 is not a range; a range is written 0.3..0.8 step 0.1"
        },
        {
            "fractions: 0.8..0.3 step 0.1",
            "4:12: fractions: 0.8..0.3 step 0.1 runs backwards; a range runs from the smaller number to the larger"
        },
        {
            "fractions: 0.3..0.8 step 0",
            "4:12: fractions: 0 (in 0.3..0.8 step 0) is not a step; a step is a number greater than 0"
        },
        {
            "fractions: 0.3..0.8 step -0.1",
            "4:12: fractions: -0.1 (in 0.3..0.8 step -0.1) is not a step; a step is a number greater than 0"
        },
        {
            "fractions: 0.000001..1 step 0.000001",
            "4:12: fractions: 0.000001..1 step 0.000001 makes too many values; an axis has at most 100,000"
        },
        { "boosts: [0, 1001]", "4:13: boosts[1]: 1001 is not allowed; a boost factor lies between 0 and 1000" },
        { "boosts: -1", "4:9: boosts: -1 is not allowed; a boost factor lies between 0 and 1000" },
        {
            "boosts: [0, 0.5]",
            "4:1: generators: is missing; a boost above 0 needs at least one; the generators are wgan-gp, dcgan"
        },
        {
            "generators: wgan-gp",
            "4:1: generators: is given although every boost is 0; leave it out, or add a boost above 0"
        },
        {
            "boosts: [{share: 0, replace: true}]",
            "4:18: boosts[0].share: 0 is not allowed; a boost that replaces the real rows is above 0: no row would be "
                + "left"
        },
        {
            "boosts: [{replace: true}]",
            "4:10: boosts[0].share: is missing; a boost with fields is written {share: 1, replace: true}"
        },
        {
            "boosts: [{share: 1001}]",
            "4:18: boosts[0].share: 1001 is not allowed; a boost factor lies between 0 and 1000"
        },
        {
            "boosts: {share: 1, replace: ja}\ngenerators: dcgan",
            "4:29: boosts.replace: 'ja' is not allowed; replace is true or false"
        },
        {
            "boosts: [{share: 1, repalce: true}]\ngenerators: dcgan",
            "4:21: boosts[0].repalce: 'repalce' is not a field; the fields are share, replace; did you mean 'replace'?"
        },
        {
            "boosts: [1, {share: 1.0, replace: false}]\ngenerators: dcgan",
            "4:21: boosts[1]: 1.0 appears twice; it is boosts[0] in line 4 already"
        },
        {
            "boosts: [1, 0..2]\ngenerators: dcgan\nreplace: true",
            "4:13: boosts[1]: replace 1 (in 0..2) appears twice; it is boosts[0] in line 4 already"
        },
        { "boosts: [[1]]", "4:10: boosts[0]: a list is not a number; a boost factor lies between 0 and 1000; a range "
            + "is written 0..2 step 0.5" },
        {
            "replace: true",
            "4:1: replace: true is given although every boost is 0; leave it out, or add a boost above 0"
        },
        {
            "boosts: 0\nreplace: true",
            "5:1: replace: true is given although every boost is 0; leave it out, or add a boost above 0"
        },
        { "replace: yes", "4:10: replace: 'yes' is not allowed; replace is true or false" },
        { "seeds: 0", $"4:8: seeds: 0 is not allowed; {SeedCount}" },
        { "seeds: 100001", $"4:8: seeds: 100001 is not allowed; {SeedCount}" },
        { "seeds: many", $"4:8: seeds: 'many' is not allowed; {SeedCount}" },
        { "seeds: [1.5]", $"4:9: seeds[0]: 1.5 is not a whole number; {Seed}" },
        { "seeds: [-1]", $"4:9: seeds[0]: -1 is not allowed; {Seed}" },
        { "seeds: [3000000000]", $"4:9: seeds[0]: 3000000000 is not allowed; {Seed}" },
        { "seeds: [7, 7]", "4:12: seeds[1]: 7 appears twice; it is seeds[0] in line 4 already" },
        { "seeds: []", $"4:8: seeds: an empty list has no values; an axis has at least one; {Seed}" },
        { "seeds: 0..200000", "4:8: seeds: 0..200000 makes too many values; an axis has at most 100,000" },
        {
            "seeds: 1..9 step 0.5",
            $"4:8: seeds: 0.5 (in 1..9 step 0.5) is not a whole number; {Seed}, and so is a step"
        },
        {
            "split: 0.2",
            "4:8: split: 0.2 is not a mapping; a split is written {test: 0.2, stratified: true, seed: 42}"
        },
        {
            "split: {test: 1}",
            "4:15: split.test: 1 is not allowed; the test share lies between 0 and 1, both excluded"
        },
        { "split: {stratified: yes}", "4:21: split.stratified: 'yes' is not allowed; stratified is true or false" },
        {
            "split: {seed: per-sed}",
            "4:15: split.seed: 'per-sed' is not allowed; the split's seed is a whole number from 0 to 2147483647, "
                + "or per-seed; did you mean 'per-seed'?"
        },
        {
            "split: {order: fiel}",
            "4:16: split.order: 'fiel' is not allowed; the order is file (the last rows are the test part) or random; "
                + "did you mean 'file'?"
        },
        {
            "split: {order: file, seed: 1}",
            "4:28: split.seed: 1 is given beside order: file; the last rows are the test part then, whatever their "
                + "class; leave one of the two out"
        },
        {
            "split: {stratified: false, order: file}",
            "4:21: split.stratified: 'false' is given beside order: file; the last rows are the test part then, "
                + "whatever their class; leave one of the two out"
        },
        {
            "split: {order: file, shuffle: nein}",
            "4:31: split.shuffle: 'nein' is not allowed; shuffle is true or false"
        },
        {
            "split: {shuffle: false}",
            "4:18: split.shuffle: 'false' is given without order: file; only then rows have an order to keep"
        },
        {
            "split: {mix: 1}",
            "4:9: split.mix: 'mix' is not a field; the fields are test, stratified, seed, "
                + "order, shuffle"
        },
        {
            "metric: acuracy",
            "4:9: metric: 'acuracy' is not a metric; the metrics are accuracy, balanced-accuracy, f1, roc-auc, "
                + "log-loss, brier, mse, mae, r2; did you mean 'accuracy'?"
        },
        { "metric: mse", "4:9: metric: 'mse' is a score of numbers; the target is a class; its metrics are accuracy, "
            + "balanced-accuracy, f1, roc-auc, log-loss, brier" },
        { "attempts: 0", "4:11: attempts: 0 is not allowed; attempts are a whole number from 1 to 100" },
        { "attempts: '2'", "4:11: attempts: '2' is not allowed; attempts are a whole number from 1 to 100" },
        { "name: b", "4:1: name: 'name' appears twice; a field is written once and stands in line 1 already" },
        {
            "fractons: 1",
            "4:1: fractons: 'fractons' is not a field; the fields are name, dataset, fractions, boosts, replace, generators, "
                + "models, seeds, split, metric, attempts, needs, search, part, round; did you mean 'fractions'?"
        },
        {
            "? [a]\n: 1",
            "4:3: a list is not a field; the fields are name, dataset, fractions, boosts, replace, generators, models, seeds, "
                + "split, metric, attempts, needs, search, part, round"
        },
        { "metric: \"a\\nb\"", "4:9: metric: 'a\\u000ab' is not a metric; the metrics are accuracy, balanced-accuracy, "
            + "f1, roc-auc, log-loss, brier, mse, mae, r2" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_one_wrong_field_is_refused_at_its_place(string lines, string problem) =>
        Assert.Equal(["sweep.yaml:" + problem], SpecText.ProblemsWith(lines));

    [Fact]
    public void Read_many_problems_are_all_listed_in_file_order() =>
        Assert.Equal(
        [
            $"sweep.yaml:4:23: fractions[2]: 1.2 is not allowed; {Fraction}",
            "sweep.yaml:5:9: boosts: -1 is not allowed; a boost factor lies between 0 and 1000",
            "sweep.yaml:6:13: generators: 'wgangp' is not a generator; the generators are wgan-gp, dcgan; did you mean "
                + "'wgan-gp'?",
            "sweep.yaml:7:11: attempts: 0 is not allowed; attempts are a whole number from 1 to 100",
        ],
        SpecText.ProblemsWith("fractions: [0.3, 0.5, 1.2]", "boosts: -1", "generators: wgangp", "attempts: 0"));

    [Fact]
    public void Read_problem_keeps_its_parts()
    {
        var result = SpecReader.Read(
            "name: a\ndataset: titanik\nmodels: logreg\n", "a.yaml", TestVocabulary.Instance);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("a.yaml", 2, 10, "dataset", "'titanik'", "titanic"),
            (problem.File, problem.Line, problem.Column, problem.Field, problem.Value, problem.Nearest));
    }
}
