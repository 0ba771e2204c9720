using MathNet.Numerics.Distributions;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// Maps a column of numbers to a standard normal by its quantiles and back, as scikit-learn's QuantileTransformer does:
/// linear between quantiles, equal values in the middle of their quantiles, the least and the largest value (and what
/// lies beyond) to ±5.2. A column that never changes becomes 0. Where a value is not finite all become NaN. Immutable.
/// </summary>
internal sealed class QuantileNormal
{
    /// <summary>No value becomes a normal farther from 0 than this.</summary>
    public const float Farthest = 5.2f;

    private const double Edge = 1e-7;
    private const double Spacing = 2.220446049250313e-16;

    // Rows of a quantile, and the least and the most quantiles, in the authors' program.
    private const int RowsAQuantile = 30;
    private const int FewestQuantiles = 10;
    private const int MostQuantiles = 1000;

    private static readonly double Least = Normal.InvCDF(0, 1, Edge - Spacing);
    private static readonly double Largest = Normal.InvCDF(0, 1, 1 - (Edge - Spacing));

    private readonly double[] _quantiles;
    private readonly double[] _shares;
    private readonly bool _finite;

    /// <summary>Fits on values, one at least.</summary>
    /// <param name="values">The column.</param>
    /// <param name="count">Quantiles, at most one a value; 0: a thirtieth of the values, from 10 to 1000.</param>
    public QuantileNormal(ReadOnlySpan<double> values, int count)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        _finite = Array.TrueForAll(sorted, double.IsFinite);
        var wanted = count > 0
            ? count
            : Math.Max(Math.Min(sorted.Length / RowsAQuantile, MostQuantiles), FewestQuantiles);
        var quantiles = Math.Min(wanted, sorted.Length);
        (_quantiles, _shares) = (new double[quantiles], new double[quantiles]);
        for (var i = 0; i < quantiles; i++)
        {
            _shares[i] = quantiles == 1 ? 0 : (double)i / (quantiles - 1);
            var place = _shares[i] * (sorted.Length - 1);
            var below = (int)place;
            var above = Math.Min(below + 1, sorted.Length - 1);
            _quantiles[i] = sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
        }
    }

    /// <summary>The normal that a value becomes.</summary>
    public double Transform(double value)
    {
        var (first, last) = (_quantiles[0], _quantiles[^1]);
        if (!_finite)
            return double.NaN;
        if (first == last)
            return 0;
        if (value <= first)
            return Least;
        if (value >= last)
            return Largest;

        // The mean of the two ends that equal quantiles give; elsewhere both are the same.
        var (below, above) = (FirstAtLeast(value), FirstAbove(value));
        var share = 0.5 * (Between(value, below) + Between(value, above));
        return Math.Clamp(Normal.InvCDF(0, 1, share), Least, Largest);
    }

    /// <summary>The value that becomes a normal.</summary>
    public double Invert(double normal)
    {
        if (double.IsNaN(normal))
            return double.NaN;
        var share = Normal.CDF(0, 1, normal);
        if (share <= 0 || _shares.Length == 1)
            return _quantiles[0];
        if (share >= 1)
            return _quantiles[^1];
        var place = share * (_shares.Length - 1);
        var i = Math.Min((int)place, _shares.Length - 2);
        return _quantiles[i] + ((place - i) * (_quantiles[i + 1] - _quantiles[i]));
    }

    // The share of a value by the quantile at an index and the one before it.
    private double Between(double value, int index)
    {
        var (low, high) = (_quantiles[index - 1], _quantiles[index]);
        return high == low
            ? _shares[index]
            : _shares[index - 1] + ((value - low) / (high - low) * (_shares[index] - _shares[index - 1]));
    }

    private int FirstAtLeast(double value)
    {
        var index = Array.BinarySearch(_quantiles, value);
        if (index < 0)
            return ~index;
        while (_quantiles[index - 1] == value)
            index--;
        return index;
    }

    private int FirstAbove(double value)
    {
        var index = FirstAtLeast(value);
        while (_quantiles[index] <= value)
            index++;
        return index;
    }
}
