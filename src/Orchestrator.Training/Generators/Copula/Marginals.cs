using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.Copula;

/// <summary>
/// One column of the data set as the copula sees it: the place of each training row in the column's order, and back.
/// </summary>
internal abstract class Marginal
{
    /// <summary>
    /// The place of each training row, in (0, 1): (rank - ½) / n, equal values at the middle of their ranks. For a
    /// category that is the middle of the interval of [0, 1] that its share of the rows gives it, around which Patki et
    /// al. 2016 draw.
    /// </summary>
    public abstract double[] Places { get; }

    /// <summary>Puts the value at a place in [0, 1] where it belongs.</summary>
    public abstract void Write(double place, SyntheticRow row);

    /// <summary>The places of keys: equal keys share theirs.</summary>
    protected static double[] MiddleRanks(double[] keys)
    {
        var order = Enumerable.Range(0, keys.Length).OrderBy(row => keys[row]).ToArray();
        var places = new double[keys.Length];
        for (var first = 0; first < order.Length;)
        {
            var end = first + 1;
            while (end < order.Length && keys[order[end]].Equals(keys[order[first]]))
                end++;
            for (var i = first; i < end; i++)
                places[order[i]] = (first + end) / 2.0 / keys.Length;
            first = end;
        }

        return places;
    }
}

/// <summary>
/// Numbers: the quantile function joins the sorted values, the i-th of n at (i - ½) / n, by straight lines (Hazen; type
/// 5 of Hyndman and Fan 1996).
/// </summary>
internal sealed class NumberMarginal(double[] values, Action<double, SyntheticRow> write) : Marginal
{
    private readonly double[] _sorted = [.. values.Order()];

    /// <inheritdoc/>
    public override double[] Places { get; } = MiddleRanks(values);

    /// <inheritdoc/>
    public override void Write(double place, SyntheticRow row) => write(Quantile(place), row);

    /// <summary>The quantile at a place.</summary>
    public double Quantile(double place)
    {
        var at = Math.Clamp((place * _sorted.Length) - 0.5, 0, _sorted.Length - 1);
        var below = Math.Min((int)at, Math.Max(0, _sorted.Length - 2));
        return below == at ? _sorted[below] : _sorted[below] + ((at - below) * (_sorted[below + 1] - _sorted[below]));
    }
}

/// <summary>
/// Categories, each with the interval of [0, 1] that its share of the rows gives it; ordered ones in their order,
/// others by falling frequency (Patki et al. 2016), of equally frequent ones the lower code first.
/// </summary>
internal sealed class LevelMarginal : Marginal
{
    private readonly double[] _ends;
    private readonly int[] _rows;
    private readonly Action<int, SyntheticRow> _write;

    /// <summary>The marginal of codes, one a training row.</summary>
    /// <param name="codes">The level of each row.</param>
    /// <param name="isOrdered">Whether the codes' order is that of the levels.</param>
    /// <param name="write">Puts the level of a training row into a synthetic one.</param>
    public LevelMarginal(double[] codes, bool isOrdered, Action<int, SyntheticRow> write)
    {
        _write = write;
        var levels = Enumerable.Range(0, codes.Length).GroupBy(row => codes[row])
            .Select(rows => (Code: rows.Key, First: rows.First(), Count: rows.Count()))
            .OrderBy(level => isOrdered ? 0 : -level.Count)
            .ThenBy(level => level.Code)
            .ToList();
        _rows = [.. levels.Select(level => level.First)];
        _ends = new double[levels.Count];
        var (positions, rows) = (new Dictionary<double, double>(), 0);
        for (var l = 0; l < levels.Count; l++)
        {
            positions[levels[l].Code] = l;
            rows += levels[l].Count;
            _ends[l] = (double)rows / codes.Length;
        }

        Places = MiddleRanks(Array.ConvertAll(codes, code => positions[code]));
    }

    /// <inheritdoc/>
    public override double[] Places { get; }

    /// <inheritdoc/>
    public override void Write(double place, SyntheticRow row)
    {
        var level = 0;
        while (level < _ends.Length - 1 && place >= _ends[level])
            level++;
        _write(_rows[level], row);
    }
}

/// <summary>A row of a table in the making.</summary>
/// <param name="Table">The table.</param>
/// <param name="Index">The row.</param>
internal readonly record struct SyntheticRow(PreparedTable Table, int Index)
{
    /// <summary>The row's features.</summary>
    public Span<double> Features => Table.Features.Row(Index);
}
