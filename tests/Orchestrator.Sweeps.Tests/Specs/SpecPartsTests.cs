using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Specs;

/// <summary>A file of several data sets stands for a sweep of each.</summary>
public sealed class SpecPartsTests
{
    [Fact]
    public void Each_data_set_is_a_sweep_of_its_own_name()
    {
        var parts = SpecParts.Of(File("[titanic, iris, {file: data/mine.csv, target: y}]")).Select(SpecText.Right).ToList();
        Assert.Equal(["a.titanic", "a.iris", "a.mine"], parts.Select(spec => spec.Name));
        Assert.Equal(new DatasetReference.BuiltIn("iris"), parts[1].Dataset);
        Assert.Equal("data/mine.csv", Assert.IsType<DatasetReference.CsvFile>(parts[2].Dataset).Path);
        Assert.Equal(3, parts.Select(spec => SweepIdentity.Of(spec, default)).Distinct().Count());
    }

    [Theory]
    [InlineData("titanic")]
    [InlineData("[titanic, iris]\npart: iris")]
    [InlineData("[]")]
    public void File_of_one_sweep_is_itself(string datasets) =>
        Assert.Equal([File(datasets)], SpecParts.Of(File(datasets)));

    [Fact]
    public void List_of_one_data_set_is_one_part() =>
        Assert.Equal("a.iris", SpecText.Right(Assert.Single(SpecParts.Of(File("[iris]")))).Name);

    [Fact]
    public void Text_that_cannot_be_read_is_itself() => Assert.Equal(["a: [b"], SpecParts.Of("a: [b"));

    [Fact]
    public void Text_without_a_last_line_end_gets_one() =>
        Assert.Equal("a.iris", SpecText.Right(SpecParts.Of(File("[titanic, iris]").TrimEnd())[1]).Name);

    [Theory]
    [InlineData("[titanic, iris]", "2:10: dataset: a list stands for a sweep of each", "titanic, iris")]
    [InlineData("[titanic, titanic]\npart: titanic", "2:20: dataset: 'titanic' is the second of the name titanic", "own name")]
    [InlineData("[titanic, iris]\npart: wine", "3:7: part: 'wine' is none of the data sets", "titanic, iris")]
    [InlineData("titanic\npart: titanic", "3:7: part: 'titanic' is given with one data set", "a list")]
    [InlineData("[]", "2:10: dataset: an empty list names no data set", "at least one")]
    [InlineData("[titanik, iris]\npart: iris", "2:11: dataset: 'titanik' is not a built-in data set", "did you mean 'titanic'")]
    public void Problem_of_a_list_names_its_place(string datasets, string problem, string allowed)
    {
        var line = Assert.Single(SpecText.Problems(File(datasets)));
        Assert.StartsWith($"sweep.yaml:{problem}", line, StringComparison.Ordinal);
        Assert.Contains(allowed, line, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_that_a_part_makes_too_long_is_refused() =>
        Assert.Contains(
            "name: ", Assert.Single(SpecText.Problems(
                SpecParts.Of(File("[titanic, iris]").Replace("name: a", $"name: {new string('a', 97)}", StringComparison.Ordinal))[0])),
            StringComparison.Ordinal);

    [Fact]
    public void File_within_braces_is_asked_for_one_field_a_line() =>
        Assert.Contains(
            "part: NAME", Assert.Single(SpecText.Problems(
                SpecParts.Of("{name: a, dataset: [titanic, iris], models: logreg}").Single())),
            StringComparison.Ordinal);

    private static string File(string datasets) => TestSweeps.Yaml("name: a", $"dataset: {datasets}", "models: logreg");
}
