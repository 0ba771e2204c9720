using System.Text;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Tests.Datasets;

/// <summary>Small data sets and keys for tests.</summary>
internal static class TestTables
{
    public static readonly DatasetOrigin Origin = new("test", "none", "A table of a test.");

    public static StageKey Key(string text) => new(Digest.Of(Encoding.UTF8.GetBytes(text)));

    public static NumericColumn Numbers(
        string name, double[] values, Scaling scaling = Scaling.Standard, Imputation imputation = Imputation.Median) =>
        new(new ColumnSchema(name, ColumnKind.Numeric, scaling, imputation), values);

    /// <summary>A column of levels by name; null is missing.</summary>
    public static CategoryColumn Categories(
        string name,
        string?[] values,
        Imputation imputation = Imputation.OwnLevel,
        string[]? declared = null,
        ColumnKind kind = ColumnKind.Categorical,
        Scaling scaling = Scaling.None)
    {
        var levels = declared ?? [.. values.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        var schema = new ColumnSchema(name, kind, scaling, imputation) { DeclaredLevels = declared };
        return new CategoryColumn(schema, levels, Array.ConvertAll(values, value => Array.IndexOf(levels, value)));
    }

    public static TabularDataset Of(params TabularColumn[] columns)
    {
        int[] labels = [.. Enumerable.Range(0, columns[0].Rows).Select(row => row % 2)];
        return new TabularDataset("test", "y", columns, ["a", "b"], labels, Origin);
    }

    /// <summary>A data set of one constant column with the numbers of rows given for each class.</summary>
    public static TabularDataset OfClasses(params int[] rowsPerClass)
    {
        int[] labels = [.. rowsPerClass.SelectMany((rows, label) => Enumerable.Repeat(label, rows))];
        string[] classes = [.. rowsPerClass.Select((_, label) => $"class{label}")];
        return new TabularDataset("test", "y", [Numbers("x", new double[labels.Length])], classes, labels, Origin);
    }
}
