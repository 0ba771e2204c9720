using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Preprocessing;

/// <summary>
/// Turns rows of a data set into features: imputed, encoded, scaled. Everything is fitted on the training subset:
/// levels that are not declared, fill-in values, scales and the regressions of the iterative imputation. No other
/// row is looked at. Immutable, thread-safe; a function of the subset's rows in their order.
/// </summary>
public sealed class Preprocessor
{
    private readonly TabularDataset _dataset;
    private readonly FittedColumn[] _columns;
    private readonly IterativeImputer? _imputer;
    private readonly int _width;

    private Preprocessor(TabularDataset dataset, int[] subsetRows)
    {
        _dataset = dataset;
        _columns = [.. dataset.Columns.Select(column => Fit(column, subsetRows))];
        var blocks = new List<FeatureBlock>(_columns.Length);
        foreach (var column in _columns)
        {
            blocks.Add(column.Block(_width));
            _width += column.Width;
        }

        Blocks = blocks;
        _imputer = FitImputer(subsetRows);
    }

    /// <summary>What the features stand for, left to right, in the order of the data set's columns.</summary>
    public IReadOnlyList<FeatureBlock> Blocks { get; }

    /// <summary>Fits on the training subset.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="subsetRows">The rows of the training subset, one at least.</param>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static Preprocessor Fit(TabularDataset dataset, int[] subsetRows)
    {
        if (subsetRows.Length == 0)
            throw new ArgumentException("There are no rows to fit on.", nameof(subsetRows));
        return new Preprocessor(dataset, subsetRows);
    }

    /// <summary>
    /// Prepares rows of the data set, of the training subset or not; each row as a function of itself alone.
    /// </summary>
    public PreparedTable Transform(int[] rows)
    {
        var features = Encode(rows);
        if (_imputer is not null)
        {
            for (var row = 0; row < rows.Length; row++)
                _imputer.Fill(features.Row(row));
        }

        var labels = Array.ConvertAll(rows, row => _dataset.Labels[row]);
        return new PreparedTable(features, labels, _dataset.Classes.Count, Blocks)
        {
            Targets = _dataset.IsRegression ? Array.ConvertAll(rows, row => _dataset.Targets[row]) : null,
        };
    }

    private Matrix Encode(int[] rows)
    {
        var features = new Matrix(rows.Length, _width);
        for (var i = 0; i < rows.Length; i++)
        {
            var target = features.Row(i);
            for (var column = 0; column < _columns.Length; column++)
                _columns[column].Encode(rows[i], target.Slice(Blocks[column].Start, Blocks[column].Width));
        }

        return features;
    }

    private IterativeImputer? FitImputer(int[] subsetRows)
    {
        var schemas = _dataset.Columns.Select(column => column.Schema).ToArray();
        int[] chosen = [.. Enumerable.Range(0, schemas.Length)
            .Where(i => schemas[i].Imputation == Imputation.Iterative)];
        if (chosen.Length == 0)
            return null;
        var features = Array.ConvertAll(chosen, i => Blocks[i].Start);
        var minimums = Array.ConvertAll(chosen, i => schemas[i].ImputedMinimum ?? double.NegativeInfinity);
        return IterativeImputer.Fit(Encode(subsetRows), features, minimums);
    }

    private static FittedColumn Fit(TabularColumn column, int[] subsetRows) => column switch
    {
        NumericColumn numbers => new FittedNumber(numbers, subsetRows),
        CategoryColumn { Schema.Kind: ColumnKind.Ordinal } categories => new FittedOrdinal(categories, subsetRows),
        _ => new FittedOneHot((CategoryColumn)column, subsetRows),
    };
}
