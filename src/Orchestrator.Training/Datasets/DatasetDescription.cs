using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Datasets;

/// <summary>What a listing shows of a data set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Target">The column that the classes, or the numbers to predict, come from.</param>
/// <param name="Classes">The classes, in the order of their labels; empty where the target is a number.</param>
/// <param name="Columns">The feature columns.</param>
/// <param name="IgnoredColumns">Columns of the file that are not used.</param>
/// <param name="Origin">Source, licence and what it is about.</param>
/// <param name="Hash">The hash of schema and values.</param>
public sealed record DatasetDescription(
    string Name,
    int Rows,
    string Target,
    IReadOnlyList<ClassDescription> Classes,
    IReadOnlyList<ColumnDescription> Columns,
    IReadOnlyList<string> IgnoredColumns,
    DatasetOrigin Origin,
    Digest Hash)
{
    /// <summary>How many values are missing, all columns together.</summary>
    public int MissingCount => Columns.Sum(column => column.MissingCount);

    /// <summary>
    /// The share of the largest class: what always naming it scores. Null where the target is a number.
    /// </summary>
    public double? MajorityShare => Classes.Count == 0 ? null : Classes.Max(description => description.Share);

    /// <summary>The numbers to predict; null where the target is a class.</summary>
    public TargetDescription? Numbers { get; init; }

    /// <summary>Describes a data set.</summary>
    public static DatasetDescription Of(TabularDataset dataset)
    {
        var classes = dataset.Classes.Zip(dataset.ClassCounts())
            .Select(pair => new ClassDescription(pair.First, pair.Second, (double)pair.Second / dataset.Rows));
        return new DatasetDescription(
            dataset.Name,
            dataset.Rows,
            dataset.Target,
            [.. classes],
            [.. dataset.Columns.Select(ColumnDescription.Of)],
            dataset.IgnoredColumns,
            dataset.Origin,
            dataset.ContentHash)
        {
            Numbers = dataset.IsRegression ? TargetDescription.Of(dataset.Targets) : null,
        };
    }
}

/// <summary>What a listing shows of a numeric target.</summary>
/// <param name="Least">The least target.</param>
/// <param name="Mean">The mean: what the naive line says of every row.</param>
/// <param name="Greatest">The greatest target.</param>
/// <param name="Variance">The mean squared distance from the mean: what the naive line's error is about.</param>
public sealed record TargetDescription(double Least, double Mean, double Greatest, double Variance)
{
    internal static TargetDescription Of(ReadOnlySpan<double> targets)
    {
        var values = targets.ToArray();
        var mean = values.Average();
        return new TargetDescription(
            values.Min(), mean, values.Max(), values.Average(value => (value - mean) * (value - mean)));
    }
}

/// <summary>What a listing shows of a class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Share">Its share of all rows.</param>
public sealed record ClassDescription(string Name, int Rows, double Share);

/// <summary>What a listing shows of a column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Scaling">The word for its scaling; null where it is one-hot.</param>
/// <param name="Imputation">The word for its imputation.</param>
/// <param name="MissingCount">How many values are missing.</param>
/// <param name="Levels">The levels of a column of categories; empty for numbers.</param>
/// <param name="Least">The least number; null for categories.</param>
/// <param name="Greatest">The greatest number; null for categories.</param>
public sealed record ColumnDescription(
    string Name,
    ColumnKind Kind,
    string? Scaling,
    string Imputation,
    int MissingCount,
    IReadOnlyList<string> Levels,
    double? Least,
    double? Greatest)
{
    internal static ColumnDescription Of(TabularColumn column)
    {
        var schema = column.Schema;
        var scaling = schema.Kind == ColumnKind.Categorical ? null : PreparationWords.Word(schema.Scaling);
        var present = column is NumericColumn numbers
            ? numbers.Values.ToArray().Where(value => !double.IsNaN(value)).ToArray()
            : [];
        return new ColumnDescription(
            schema.Name,
            schema.Kind,
            scaling,
            PreparationWords.Word(schema.Imputation),
            column.MissingCount,
            column is CategoryColumn categories ? categories.Levels : [],
            present.Length == 0 ? null : present.Min(),
            present.Length == 0 ? null : present.Max());
    }
}
