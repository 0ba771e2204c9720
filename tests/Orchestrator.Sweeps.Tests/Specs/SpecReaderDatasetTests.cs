using Orchestrator.Sweeps.Specs;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Specs;

public sealed class SpecReaderDatasetTests
{
    public static TheoryData<string, string> Refused { get; } = new()
    {
        {
            "titanik",
            "2:10: dataset: 'titanik' is not a built-in data set; the data sets are titanic, iris; a file is written "
                + "{file: name.csv, target: column}; did you mean 'titanic'?"
        },
        { "{file: x.csv}", "2:10: dataset.target: is missing; a file is written {file: name.csv, target: column}" },
        { "{target: y}", "2:10: dataset.file: is missing; a file is written {file: name.csv, target: column}" },
        {
            "{file: '', target: y}",
            "2:17: dataset.file: '' is not a name; a file is written {file: name.csv, target: column}"
        },
        {
            "{file: x.csv, target: y, colums: {}}",
            "2:35: dataset.colums: 'colums' is not a field; the fields are file, target, columns, task; did you "
                + "mean 'columns'?"
        },
        {
            "{file: x.csv, target: y, task: regresion}",
            "2:41: dataset.task: 'regresion' is not a task; the tasks are classification, regression; did you mean "
                + "'regression'?"
        },
        {
            "{file: x.csv, target: y, columns: [a]}",
            "2:44: dataset.columns: a list is not a mapping of columns; a column is written age: numeric or age: "
                + "{kind: numeric, scaling: min-max}"
        },
        {
            "{file: x.csv, target: y, columns: {age: numeri}}",
            "2:50: dataset.columns.age: 'numeri' is not a kind of column; the kinds are numeric, categorical, ordinal, "
                + "ignored; did you mean 'numeric'?"
        },
        {
            "{file: x.csv, target: y, columns: {b: {scaling: none}}}",
            "2:48: dataset.columns.b.kind: is missing; the kinds are numeric, categorical, ordinal, ignored"
        },
        {
            "{file: x.csv, target: y, columns: {b: {kind: numeric, scaling: max}}}",
            "2:73: dataset.columns.b.scaling: 'max' is not allowed; the scaling of a column that is numeric is one of "
                + "standard, min-max, none"
        },
        {
            "{file: x.csv, target: y, columns: {c: {kind: categorical, scaling: none}}}",
            "2:77: dataset.columns.c.scaling: 'none' is not allowed; there is no scaling of a column that is "
                + "categorical"
        },
        {
            "{file: x.csv, target: y, columns: {c: {kind: categorical, imputation: mean}}}",
            "2:80: dataset.columns.c.imputation: 'mean' is not allowed; the imputation of a column that is categorical "
                + "is one of own-level, most-frequent"
        },
        {
            "{file: x.csv, target: y, columns: {c: numeric, c: ignored}}",
            "2:57: dataset.columns.c: 'c' appears twice; a column is written once"
        },
        {
            "{file: x.csv, target: y, columns: {y: numeric}}",
            "2:45: dataset.columns.y: 'y' is the target; only the other columns can be described"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Read_wrong_dataset_is_refused_at_its_place(string dataset, string problem) =>
        Assert.Equal(["sweep.yaml:" + problem], SpecText.Problems($"name: a\ndataset: {dataset}\nmodels: logreg\n"));

    [Fact]
    public void Read_regression_has_defaults_of_its_own()
    {
        var spec = SpecText.Right("name: a\ndataset: {file: x.csv, target: y, task: regression}\nmodels: mlp\n");

        Assert.Equal(PredictionTask.Regression, Assert.IsType<DatasetReference.CsvFile>(spec.Dataset).Task);
        Assert.Equal("mse", spec.Metric);
        Assert.Equal(new SplitSpec(0.2, Stratified: false, FixedSeed: 0), spec.Split);
    }

    [Theory]
    [InlineData(
        "metric: f1", "metric: 'f1' is a score of classes; the target is a number; its metrics are mse, mae, r2")]
    [InlineData(
        "split: {stratified: true}",
        "split.stratified: true is not allowed; the target is a number and has no classes; leave it out")]
    public void Read_what_only_classes_have_is_refused_of_regression(string line, string problem)
    {
        var text = $"name: a\ndataset: {{file: x.csv, target: y, task: regression}}\nmodels: mlp\n{line}\n";

        Assert.EndsWith(": " + problem, Assert.Single(SpecText.Problems(text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_built_in_data_set_with_numeric_targets_is_known_as_such()
    {
        var vocabulary = TestVocabulary.Instance with { RegressionDatasets = ["iris"] };

        var read = SpecReader.Read("name: a\ndataset: iris\nmodels: mlp\n", "a.yaml", vocabulary);

        Assert.Equal("mse", read.Spec?.Metric);
    }

    [Fact]
    public void Read_file_with_columns_keeps_what_is_said()
    {
        var spec = SpecText.Right("""
            name: a
            dataset:
              file: data/x.csv
              target: "the class"
              columns:
                age: {kind: numeric, scaling: min-max, imputation: mean}
                town: {kind: categorical, imputation: most-frequent}
                id: ignored
            models: logreg
            """);
        var file = Assert.IsType<DatasetReference.CsvFile>(spec.Dataset);
        Assert.Equal(("data/x.csv", "the class"), (file.Path, file.Target));
        Assert.Equal(
        [
            new ColumnOverride("age", ColumnKind.Numeric) { Scaling = "min-max", Imputation = "mean" },
            new ColumnOverride("town", ColumnKind.Categorical) { Imputation = "most-frequent" },
            new ColumnOverride("id", ColumnKind.Ignored),
        ],
        file.Columns);
    }
}
