using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Tests.Datasets;

/// <summary>What only the data set can say of a spec: the exact messages, with the place of their field.</summary>
public sealed class SubsetChecksTests
{
    [Fact]
    public void Batches_larger_than_a_subset_are_warned_about_at_their_fields()
    {
        var read = Read(
            "fractions: [0.1, 0.25, 1]",
            "boosts: [0, 1]",
            "generators: [{wgan-gp: {batch: 64}}]",
            "models: [{mlp: {batch: 20}}, knn]");

        var warnings = DatasetChecks.Warnings(Iris, read.Spec!).Select(read.Locate).Select(w => w.ToString());

        Assert.Equal(
            [
                "a.yaml:5:32: generators[0].wgan-gp.batch: 64 is more than the rows there are to train on: 12 at fraction "
                + "0.1, 30 at fraction 0.25; a batch then shrinks to those rows",
                "a.yaml:6:24: models[0].mlp.batch: 20 is more than the rows there are to train on: 12 at fraction 0.1; "
                + "a batch then shrinks to those rows",
            ],
            warnings);
        DatasetChecks.Require(Iris, read.Spec!);
    }

    [Fact]
    public void Batch_at_its_default_is_warned_about_where_the_algorithm_stands()
    {
        var read = Read("fractions: 0.2", "models: mlp");

        var warning = read.Locate(Assert.Single(DatasetChecks.Warnings(Iris, read.Spec!)));

        Assert.Equal(
            "a.yaml:4:9: models[0].mlp.batch: 32 is more than the rows there are to train on: 24 at fraction 0.2; a "
            + "batch then shrinks to those rows",
            warning.ToString());
    }

    [Fact]
    public void Sweep_with_rows_enough_has_no_warnings()
    {
        var read = Read("boosts: [0, 0.2]", "generators: wgan-gp", "models: [mlp, knn]");

        Assert.Empty(DatasetChecks.Warnings(Iris, read.Spec!));
    }

    [Fact]
    public void Rows_that_replace_none_are_refused()
    {
        var read = Read(
            "fractions: [0.1, 1]", "boosts: [0, {share: 0.1, replace: true}]", "generators: wgan-gp", "models: knn");

        var error = Assert.Throws<DatasetException>(() => DatasetChecks.Require(Iris, read.Spec!));

        Assert.Equal(
            "boosts[1]: replace 0.1 leaves 1 rows to train on at fraction 0.1 (12 rows); at least 2 are needed",
            Assert.Single(error.Problems));
    }

    [Fact]
    public void More_folds_than_a_class_has_rows_in_the_smallest_subset_are_refused()
    {
        var read = Read("fractions: [0.05, 1]", "models: [knn, {mlp: {search: published}}]");

        var error = Assert.Throws<DatasetException>(() => DatasetChecks.Require(Iris, read.Spec!));

        Assert.Equal(
            ["setosa", "versicolor", "virginica"],
            Iris.Classes);
        Assert.Equal(
            "models[1].mlp.search: 3 folds are more than the rows of class 'setosa' in the smallest subset: 2 at fraction "
            + "0.05; use fewer folds or a larger fraction",
            error.Problems[0]);
        Assert.Equal(3, error.Problems.Count);
    }

    [Fact]
    public void More_folds_than_a_subset_of_numbers_has_rows_are_refused()
    {
        var read = Read("dataset: unit-circle", "fractions: [0.01]", "models: {mlp: {search: published}}");

        var error = Assert.Throws<DatasetException>(
            () => DatasetChecks.Require(DatasetCatalog.Load("unit-circle"), read.Spec!));

        Assert.Equal(
            "models[0].mlp.search: 3 folds are more than the rows of the data set in the smallest subset: 2 at fraction "
            + "0.01; use fewer folds or a larger fraction",
            Assert.Single(error.Problems));
    }

    [Theory]
    [InlineData("wine_quality.csv", "UCI Wine Quality", "type, fixed_acidity", "quality")]
    [InlineData("messidor.csv", "UCI Diabetic Retinopathy Debrecen", "quality, prescreening", "Class")]
    [InlineData("regression_problem1.csv", "the regression problem of the KU Leuven course", "X1, X2, T1", "T5")]
    public void Missing_file_that_is_known_is_explained(string file, string what, string firstColumns, string last)
    {
        var reference = new DatasetReference.CsvFile($"sub/{file}", "y", []);

        var error = Assert.Throws<DatasetException>(() => DatasetResolver.Resolve(reference, Path.GetTempPath()));

        Assert.Equal(3, error.Problems.Count);
        Assert.StartsWith($"sub/{file}: there is no such file (", error.Problems[0], StringComparison.Ordinal);
        Assert.StartsWith($"sub/{file}: it is {what}", error.Problems[1], StringComparison.Ordinal);
        Assert.Contains($"its columns: {firstColumns}", error.Problems[1], StringComparison.Ordinal);
        Assert.EndsWith($", {last}", error.Problems[1], StringComparison.Ordinal);
        Assert.Equal($"sub/{file}: --datasets names the folder that it is in", error.Problems[2]);
    }

    private static TabularDataset Iris => DatasetCatalog.Load("iris");

    private static SpecReadResult Read(params string[] lines)
    {
        string[] start = lines[0].StartsWith("dataset", StringComparison.Ordinal)
            ? ["name: a"]
            : ["name: a", "dataset: iris"];
        var read = SpecReader.Read(string.Join('\n', [.. start, .. lines]), "a.yaml", DatasetCatalog.Vocabulary);
        Assert.Empty(read.Problems);
        return read;
    }
}
