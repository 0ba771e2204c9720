using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Orchestrator.Training.Classifiers.Numerics;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Svm;

/// <summary>
/// K(x, y) = exp(-γ‖x - y‖²) of one row with many: columns lie along the vectors, so that a lane is a row. Equal rows
/// give exactly 1, and K(x, y) has the bits of K(y, x). Owns native memory. One thread at a time.
/// </summary>
internal sealed unsafe class GaussianKernel : IDisposable
{
    /// <summary>Rows of a block; <see cref="Padded"/> is a multiple of it.</summary>
    public const int Block = 32;

    private const int Lanes = 8;

    private readonly NativeBlock _memory;
    private readonly double* _columns;
    private readonly double* _point;
    private readonly int _dimensions;
    private readonly double _gamma;

    /// <summary>The kernel with the rows given, in their order.</summary>
    /// <param name="features">n × d.</param>
    /// <param name="rows">Which of the n rows; their count is at least 1.</param>
    /// <param name="gamma">γ, not below 0.</param>
    public GaussianKernel(Matrix features, ReadOnlySpan<int> rows, double gamma)
    {
        Count = rows.Length;
        Padded = (Count + Block - 1) / Block * Block;
        _dimensions = features.Columns;
        _gamma = gamma;
        _memory = new NativeBlock((long)(Padded + 1) * _dimensions);
        _columns = _memory.Doubles;
        _point = _columns + (long)Padded * _dimensions;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = features.Row(rows[i]);
            for (var j = 0; j < row.Length; j++)
                _columns[(long)j * Padded + i] = row[j];
        }
    }

    private GaussianKernel(GaussianKernel whole, ReadOnlySpan<int> positions)
    {
        Count = positions.Length;
        Padded = (Count + Block - 1) / Block * Block;
        _dimensions = whole._dimensions;
        _gamma = whole._gamma;
        _memory = new NativeBlock((long)(Padded + 1) * _dimensions);
        _columns = _memory.Doubles;
        _point = _columns + (long)Padded * _dimensions;
        for (var j = 0; j < _dimensions; j++)
        {
            var from = whole._columns + (long)j * whole.Padded;
            var to = _columns + (long)j * Padded;
            for (var i = 0; i < positions.Length; i++)
                to[i] = from[positions[i]];
        }
    }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>How many with those that fill the last block: their values are finite and without meaning.</summary>
    public int Padded { get; }

    /// <summary>The kernel with some of the rows, by position.</summary>
    public GaussianKernel Subset(ReadOnlySpan<int> positions) => new(this, positions);

    /// <summary>The kernel of one of the rows with all of them, <see cref="Padded"/> floats.</summary>
    public void Row(int position, float* target)
    {
        for (var j = 0; j < _dimensions; j++)
            _point[j] = _columns[(long)j * Padded + position];
        Fill(_columns, _point, _dimensions, Padded, _gamma, target);
    }

    /// <summary>The kernel of any row with all of them, <see cref="Padded"/> doubles.</summary>
    public void Row(ReadOnlySpan<double> point, double* target)
    {
        fixed (double* x = point)
            Fill(_columns, x, _dimensions, Padded, _gamma, target);
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(double* columns, double* point, int dimensions, int padded, double gamma, float* target)
    {
        var scale = Vector512.Create(-gamma);
        for (var k = 0; k < padded; k += Block)
        {
            Distances(columns + k, point, dimensions, padded, out var s0, out var s1, out var s2, out var s3);
            var low = Vector512.Narrow(WideElementary.Exp(s0 * scale), WideElementary.Exp(s1 * scale));
            var high = Vector512.Narrow(WideElementary.Exp(s2 * scale), WideElementary.Exp(s3 * scale));
            low.Store(target + k);
            high.Store(target + k + 2 * Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(double* columns, double* point, int dimensions, int padded, double gamma, double* target)
    {
        var scale = Vector512.Create(-gamma);
        for (var k = 0; k < padded; k += Block)
        {
            Distances(columns + k, point, dimensions, padded, out var s0, out var s1, out var s2, out var s3);
            WideElementary.Exp(s0 * scale).Store(target + k);
            WideElementary.Exp(s1 * scale).Store(target + k + Lanes);
            WideElementary.Exp(s2 * scale).Store(target + k + 2 * Lanes);
            WideElementary.Exp(s3 * scale).Store(target + k + 3 * Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Distances(
        double* column, double* point, int dimensions, int padded, out Vector512<double> s0,
        out Vector512<double> s1, out Vector512<double> s2, out Vector512<double> s3)
    {
        var (a, b, c, d) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero,
            Vector512<double>.Zero);
        for (var j = 0; j < dimensions; j++)
        {
            var x = Vector512.Create(point[j]);
            var (da, db) = (Vector512.Load(column) - x, Vector512.Load(column + Lanes) - x);
            var (dc, dd) = (Vector512.Load(column + 2 * Lanes) - x, Vector512.Load(column + 3 * Lanes) - x);
            a = Vector512.FusedMultiplyAdd(da, da, a);
            b = Vector512.FusedMultiplyAdd(db, db, b);
            c = Vector512.FusedMultiplyAdd(dc, dc, c);
            d = Vector512.FusedMultiplyAdd(dd, dd, d);
            column += padded;
        }

        (s0, s1, s2, s3) = (a, b, c, d);
    }
}
