namespace Orchestrator.Training.Classifiers.FullBatch.Arithmetic;

/// <summary>
/// A = L Lᵀ of symmetric positive definite matrices of one size, by block columns of 16 (Golub and Van Loan, Matrix
/// Computations, section 4.2). Keeps its memory from one matrix to the next. Not thread-safe.
/// </summary>
internal sealed unsafe class Cholesky
{
    private const int Width = 16;

    private readonly int _count;
    private readonly int _row;
    private readonly AlignedNumbers _factor;

    /// <summary>For matrices of <paramref name="count"/> rows.</summary>
    public Cholesky(int count)
    {
        _count = count;
        _row = RowLength(count);
        _factor = new AlignedNumbers(checked(count * _row));
    }

    /// <summary>The length of a row of a matrix of <paramref name="count"/> columns, padding included.</summary>
    public static int RowLength(int count) => (count + RowKernels.Lanes - 1) / RowKernels.Lanes * RowKernels.Lanes;

    /// <summary>
    /// Factorises scale × A + shift × I, of which the lower triangle is read; false where that is not positive definite
    /// within the rounding.
    /// </summary>
    public bool Factorise(AlignedNumbers matrix, double scale, double shift)
    {
        var from = matrix.Values;
        var to = _factor.Values;
        for (var i = 0; i < _count; i++)
        {
            var start = i * _row;
            for (var j = 0; j <= i; j++)
                to[start + j] = scale * from[start + j];
            to[start + i] += shift;
        }

        for (var first = 0; first < _count; first += Width)
        {
            if (!Column(first, Math.Min(first + Width, _count)))
                return false;
        }

        return true;
    }

    /// <summary>Replaces b by the solution of A x = b.</summary>
    public void Solve(Span<double> b)
    {
        var factor = _factor.Values;
        for (var i = 0; i < _count; i++)
        {
            var row = factor.Slice(i * _row, i + 1);
            var sum = b[i];
            for (var j = 0; j < i; j++)
                sum -= row[j] * b[j];
            b[i] = sum / row[i];
        }

        for (var i = _count - 1; i >= 0; i--)
        {
            var row = factor.Slice(i * _row, i + 1);
            var value = b[i] / row[i];
            b[i] = value;
            for (var j = 0; j < i; j++)
                b[j] -= value * row[j];
        }
    }

    /// <summary>The trace of A's inverse: the sum of the squares of L's inverse.</summary>
    public double InverseTrace()
    {
        // Rows of the inverse of L, each from those above it.
        var inverse = new AlignedNumbers(_factor.Length);
        var factor = _factor.Start;
        var rows = inverse.Start;
        var trace = 0.0;
        for (var i = 0; i < _count; i++)
        {
            var row = factor + (nint)i * _row;
            var target = rows + (nint)i * _row;
            if (i > 0)
                RowKernels.Combine(row, 0, 1, null, rows, i, target, 1, _row, RowLength(i));
            var pivot = 1 / row[i];
            for (var j = 0; j < i; j++)
            {
                target[j] *= -pivot;
                trace += target[j] * target[j];
            }

            target[i] = pivot;
            trace += pivot * pivot;
        }

        GC.KeepAlive(inverse);
        return trace;
    }

    private bool Column(int first, int end)
    {
        var factor = _factor.Start;
        var corner = factor + (nint)first * _row;
        if (first > 0)
        {
            RowKernels.AddProducts(
                corner, _count - first, corner, end - first, _row, first, corner + first, _row, -1, lower: false);
        }

        for (var i = first; i < _count; i++)
        {
            var row = factor + (nint)i * _row;
            for (var j = first; j < Math.Min(i, end); j++)
            {
                var pivot = factor + (nint)j * _row;
                var sum = row[j];
                for (var k = first; k < j; k++)
                    sum -= row[k] * pivot[k];
                row[j] = sum / pivot[j];
            }

            if (i >= end)
                continue;
            var square = row[i];
            for (var k = first; k < i; k++)
                square -= row[k] * row[k];
            if (!(square > 0) || !double.IsFinite(square))
                return false;
            row[i] = Math.Sqrt(square);
        }

        return true;
    }
}
