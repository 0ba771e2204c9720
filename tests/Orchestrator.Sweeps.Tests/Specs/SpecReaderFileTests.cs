namespace Orchestrator.Sweeps.Tests.Specs;

/// <summary>Files that are wrong as a whole, and YAML that a spec has no use for.</summary>
public sealed class SpecReaderFileTests
{
    private const string Empty =
        "sweep.yaml:1:1: the file is empty; a sweep needs at least a name, a dataset and models";

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# a comment\n")]
    [InlineData("---\n")]
    [InlineData("~\n")]
    public void Read_empty_file_is_refused(string text) => Assert.Equal([Empty], SpecText.Problems(text));

    [Theory]
    [InlineData("- a\n", "a list")]
    [InlineData("abc\n", "'abc'")]
    public void Read_other_than_a_mapping_is_refused(string text, string shown) =>
        Assert.Equal(
            [$"sweep.yaml:1:1: {shown} is not a sweep; a sweep is a mapping of fields: name, dataset, models, …"],
            SpecText.Problems(text));

    [Fact]
    public void Read_missing_required_fields_are_all_named() =>
        Assert.Equal(
        [
            "sweep.yaml:1:1: name: is missing; a sweep is named by letters, digits, '-', '_' and '.'",
            "sweep.yaml:1:1: dataset: is missing; it is a built-in data set or {file: name.csv, target: column}",
            "sweep.yaml:1:1: models: is missing; the models are logreg, mlp, random-forest",
        ],
        SpecText.Problems("seeds: 3\n"));

    [Theory]
    [InlineData("seeds: [1, 2", "5:1: not valid YAML: ")]
    [InlineData("seeds: \"a", "4:8: not valid YAML: ")]
    [InlineData("seeds: 3: 4", "4:9: not valid YAML: ")]
    [InlineData("%", "4:1: not valid YAML: ")]
    public void Read_broken_yaml_is_refused_where_it_breaks(string line, string start)
    {
        var problem = Assert.Single(SpecText.ProblemsWith(line));
        Assert.StartsWith("sweep.yaml:" + start, problem, StringComparison.Ordinal);
        Assert.EndsWith("; the file cannot be read on", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("Line:", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seeds: &x 3", "4:8: &x is not allowed; a sweep has no anchors: write the value out")]
    [InlineData("seeds: [1, *x]", "4:12: *x is not allowed; a sweep has no aliases: write the value out")]
    [InlineData(
        "seeds: !!int 3", "4:8: the tag tag:yaml.org,2002:int is not allowed; a sweep has no tags: leave it out")]
    [InlineData("---\na: 1", "4:1: a second document is not allowed; a file holds one sweep")]
    public void Read_yaml_that_a_sweep_has_no_use_for_is_refused(string lines, string problem) =>
        Assert.Contains("sweep.yaml:" + problem, SpecText.ProblemsWith(lines));

    [Fact]
    public void Read_alias_bomb_is_refused_without_being_unfolded()
    {
        var lines = Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]")
            .Prepend("a0: &a0 [1]");
        Assert.Contains("sweep.yaml:4:5: &a0 is not allowed; a sweep has no anchors: write the value out",
            SpecText.ProblemsWith([.. lines]));
    }

    [Fact]
    public void Read_deep_nesting_is_refused() =>
        Assert.Contains("sweep.yaml:4:28: nested too deep; at most 20 levels are read",
            SpecText.ProblemsWith("metric: " + new string('[', 5_000) + new string(']', 5_000)));

    [Fact]
    public void Read_enormous_file_is_refused() =>
        Assert.Equal(["sweep.yaml:1:1: the file has 8,000,001 characters; at most 8,000,000 are read"],
            SpecText.Problems(new string('#', 8_000_001)));

    [Fact]
    public void Read_windows_lines_and_a_byte_order_mark_change_nothing() =>
        Assert.Equal(["sweep.yaml:4:11: attempts: 0 is not allowed; attempts are a whole number from 1 to 100"],
            SpecText.Problems("\uFEFFname: a\r\ndataset: titanic\r\nmodels: logreg\r\nattempts: 0\r\n"));

    [Theory]
    [InlineData("-a", "-a")]
    [InlineData("a b", "'a b'")]
    [InlineData("ä", "'ä'")]
    [InlineData("a/b", "'a/b'")]
    [InlineData("[a]", "a list")]
    public void Read_bad_name_is_refused(string name, string shown) =>
        Assert.Equal(
            [$"sweep.yaml:1:7: name: {shown} is not a name; a sweep is named by at most 100 letters, digits, '-', '_' "
                + "and '.', a letter or digit first"],
            SpecText.Problems($"name: {name}\ndataset: titanic\nmodels: logreg\n"));

    [Fact]
    public void Read_long_value_is_shortened() =>
        Assert.Contains(
            $"'{new string('x', 60)}…' is not a metric", SpecText.ProblemsWith("metric: " + new string('x', 5_000))[0],
            StringComparison.Ordinal);

    [Fact]
    public void Read_too_many_trials_are_refused()
    {
        var problem = Assert.Single(SpecText.ProblemsWith(
            "fractions: 0.00001..1 step 0.00001", "boosts: 0.01..1000 step 0.01",
            "generators: [wgan-gp, dcgan]", "seeds: 100000"));
        Assert.Equal(
            "sweep.yaml:1:1: the sweep has 2,000,000,000,000,000 trials; at most 1,000,000,000,000 are allowed",
            problem);
    }

    [Fact]
    public void Read_too_many_bundles_are_refused()
    {
        var problem = Assert.Single(SpecText.ProblemsWith("fractions: 0.00001..1 step 0.00001", "boosts: [0, 1, 2]",
            "generators: [wgan-gp, wgan-gp: {epochs: 1}, wgan-gp: {epochs: 2}, dcgan]", "seeds: 100000"));
        Assert.Equal("sweep.yaml:1:1: the sweep has 3,125,000,000 bundles; at most 2,147,483,647 are allowed", problem);
    }
}
