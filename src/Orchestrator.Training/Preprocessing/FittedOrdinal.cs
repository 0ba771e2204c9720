using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Preprocessing;

/// <summary>
/// A column of ordered categories: the position of the level, counted from 0 and scaled. A level that is not known
/// is filled in as if it were missing.
/// </summary>
internal sealed class FittedOrdinal : FittedColumn
{
    private readonly CategoryColumn _column;
    private readonly int[] _positions;
    private readonly double[] _values;
    private readonly int _fill;
    private readonly string[] _names;

    /// <summary>Fits on the rows given, and looks at no other.</summary>
    public FittedOrdinal(CategoryColumn column, ReadOnlySpan<int> subsetRows)
    {
        _column = column;
        var levels = new SubsetLevels(column, subsetRows);
        _positions = levels.Positions;
        _fill = column.Schema.Imputation switch
        {
            Imputation.Median => levels.LowerMedian,
            Imputation.Mean => levels.NearestToMean,
            _ => levels.MostFrequent,
        };
        _names = Array.ConvertAll(levels.Codes, code => column.Levels[code]);
        var filled = new double[subsetRows.Length];
        for (var i = 0; i < filled.Length; i++)
            filled[i] = Position(subsetRows[i]);
        var scale = FittedScale.Fit(column.Schema.Scaling, filled);
        _values = [.. Enumerable.Range(0, Math.Max(1, levels.Codes.Length)).Select(position => scale.Apply(position))];
    }

    public override string Name => _column.Schema.Name;

    public override int Width => 1;

    public override FeatureBlock Block(int start) => new(Name, FeatureBlockKind.Ordinal, start, 1, _values)
    {
        LevelNames = _names,
    };

    public override void Encode(int row, Span<double> features) => features[0] = _values[Position(row)];

    private int Position(int row)
    {
        var code = _column.Codes[row];
        var position = code == CategoryColumn.Missing ? -1 : _positions[code];
        return position < 0 ? _fill : position;
    }
}
