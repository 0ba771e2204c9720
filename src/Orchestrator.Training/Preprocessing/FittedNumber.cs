using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Preprocessing;

/// <summary>
/// A column of numbers: filled in, then scaled; scaled only, where the iterative imputation comes after.
/// </summary>
internal sealed class FittedNumber : FittedColumn
{
    private readonly NumericColumn _column;
    private readonly double _fill;
    private readonly FittedScale _scale;
    private readonly bool _isEmpty;

    /// <summary>Fits on the rows given, and looks at no other.</summary>
    public FittedNumber(NumericColumn column, ReadOnlySpan<int> subsetRows)
    {
        _column = column;
        var present = Present(column, subsetRows);
        _isEmpty = present.Length == 0;
        if (_isEmpty)
            return;

        _fill = Fill(column.Schema.Imputation, present);
        var missing = subsetRows.Length - present.Length;
        double[] scaled = double.IsNaN(_fill) ? present : [.. present, .. Enumerable.Repeat(_fill, missing)];
        _scale = FittedScale.Fit(column.Schema.Scaling, scaled);
    }

    public override string Name => _column.Schema.Name;

    public override int Width => 1;

    public override FeatureBlock Block(int start) => new(Name, FeatureBlockKind.Numeric, start, 1, [])
    {
        Centre = _scale.Centre,
        Unit = _isEmpty ? 1 : _scale.Unit,
    };

    // A column without a value in the subset tells nothing: its scale is unknown and the feature is zero throughout.
    public override void Encode(int row, Span<double> features)
    {
        var value = _column.Values[row];
        features[0] = _isEmpty ? 0 : _scale.Apply(double.IsNaN(value) ? _fill : value);
    }

    private static double[] Present(NumericColumn column, ReadOnlySpan<int> rows)
    {
        var present = new List<double>(rows.Length);
        foreach (var row in rows)
        {
            if (!double.IsNaN(column.Values[row]))
                present.Add(column.Values[row]);
        }

        return [.. present];
    }

    private static double Fill(Imputation imputation, double[] present) => imputation switch
    {
        Imputation.Iterative => double.NaN,
        Imputation.Mean => FittedScale.Mean(present),
        Imputation.MostFrequent => present.GroupBy(value => value)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key,
        _ => Median([.. present.Order()]),
    };

    private static double Median(double[] ascending)
    {
        var middle = ascending.Length / 2;
        return ascending.Length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }
}
