using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Orchestrator.Training.Classifiers.Numerics;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Linear;

/// <summary>
/// f(w) = ‖w‖² / 2 + C Σ log(1 + exp(-y wᵀx)) with its gradient and products by its Hessian (Lin, Weng, Keerthi,
/// JMLR 9, 2008), over dense rows of which the last entry is a constant. Columns lie along the vectors, so that a lane
/// is a row. Owns native memory. One thread at a time.
/// </summary>
internal sealed unsafe class LogisticObjective : IDisposable
{
    private const int Lanes = 8;
    private const int Step = 16;

    private readonly NativeBlock _memory;
    private readonly double* _columns;
    private readonly double* _signs;
    private readonly double* _products;
    private readonly double* _slopes;
    private readonly double* _curvatures;
    private readonly int _rows;
    private readonly int _padded;
    private readonly double _c;

    /// <summary>The objective over n rows; <see cref="SetPositives"/> says which class is which.</summary>
    /// <param name="features">n × d.</param>
    /// <param name="bias">The value of the constant entry.</param>
    /// <param name="c">C, above 0.</param>
    public LogisticObjective(Matrix features, double bias, double c)
    {
        _rows = features.Rows;
        _padded = (_rows + Step - 1) / Step * Step;
        _c = c;
        Dimensions = features.Columns + 1;
        _memory = new NativeBlock((Dimensions + 4L) * _padded);
        _columns = _memory.Doubles;
        _signs = _columns + (long)Dimensions * _padded;
        _products = _signs + _padded;
        _slopes = _products + _padded;
        _curvatures = _slopes + _padded;
        for (var i = 0; i < _rows; i++)
        {
            var row = features.Row(i);
            for (var j = 0; j < row.Length; j++)
                _columns[(long)j * _padded + i] = row[j];
            _columns[(long)row.Length * _padded + i] = bias;
        }
    }

    /// <summary>How many weights there are, the constant's with them, which is the last.</summary>
    public int Dimensions { get; }

    /// <summary>Sets y: 1 for the rows of code <paramref name="positive"/>, -1 for the others.</summary>
    public void SetPositives(ReadOnlySpan<int> codes, int positive)
    {
        for (var i = 0; i < _rows; i++)
            _signs[i] = codes[i] == positive ? 1 : -1;
    }

    /// <summary>f(w); the gradient and the products that are asked for next are those at this w.</summary>
    public double Value(ReadOnlySpan<double> w)
    {
        fixed (double* weights = w)
            Multiply(_columns, weights, Dimensions, _padded, _products);
        var loss = Losses(_products, _signs, _slopes, _curvatures, _c, _padded);
        return Dot(w, w) / 2 + _c * loss;
    }

    /// <summary>The gradient at w, of the last <see cref="Value"/>: w + Xᵀ C (σ(y wᵀx) - 1) y.</summary>
    public void Gradient(ReadOnlySpan<double> w, Span<double> gradient)
    {
        w.CopyTo(gradient);
        fixed (double* target = gradient)
            AddTransposed(_columns, _slopes, Dimensions, _padded, target);
    }

    /// <summary>The Hessian by v at the w of the last <see cref="Value"/>: v + C Xᵀ D X v.</summary>
    public void HessianProduct(ReadOnlySpan<double> v, Span<double> product)
    {
        fixed (double* direction = v)
            Multiply(_columns, direction, Dimensions, _padded, _products);
        Scale(_products, _curvatures, _padded);
        v.CopyTo(product);
        fixed (double* target = product)
            AddTransposed(_columns, _products, Dimensions, _padded, target);
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    /// <summary>The inner product, in the order of the entries.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var j = 0; j < a.Length; j++)
            sum = Math.FusedMultiplyAdd(a[j], b[j], sum);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(double* columns, double* w, int dimensions, int padded, double* products)
    {
        for (var i = 0; i < padded; i += Step)
        {
            var (a, b) = (Vector512<double>.Zero, Vector512<double>.Zero);
            var column = columns + i;
            for (var j = 0; j < dimensions; j++)
            {
                var factor = Vector512.Create(w[j]);
                a = Vector512.FusedMultiplyAdd(factor, Vector512.Load(column), a);
                b = Vector512.FusedMultiplyAdd(factor, Vector512.Load(column + Lanes), b);
                column += padded;
            }

            a.Store(products + i);
            b.Store(products + i + Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(double* values, double* factors, int padded)
    {
        for (var i = 0; i < padded; i += Lanes)
            (Vector512.Load(values + i) * Vector512.Load(factors + i)).Store(values + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTransposed(double* columns, double* values, int dimensions, int padded, double* target)
    {
        for (var j = 0; j < dimensions; j++)
        {
            var column = columns + (long)j * padded;
            var (a, b) = (Vector512<double>.Zero, Vector512<double>.Zero);
            for (var i = 0; i < padded; i += Step)
            {
                a = Vector512.FusedMultiplyAdd(Vector512.Load(column + i), Vector512.Load(values + i), a);
                b = Vector512.FusedMultiplyAdd(
                    Vector512.Load(column + i + Lanes), Vector512.Load(values + i + Lanes), b);
            }

            target[j] += WideElementary.Sum(a + b);
        }
    }

    /// <summary>
    /// Σ log(1 + e^-u), u = y wᵀx, with the factors of the gradient, C (σ(u) - 1) y, and of the Hessian,
    /// C σ(u) (1 - σ(u)); rows whose y is 0 count for nothing. All from e^-|u|, so that nothing cancels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Losses(
        double* products, double* signs, double* slopes, double* curvatures, double c, int padded)
    {
        var sum = Vector512<double>.Zero;
        var factor = Vector512.Create(c);
        for (var i = 0; i < padded; i += Lanes)
        {
            var y = Vector512.Load(signs + i);
            var u = Vector512.Load(products + i) * y;
            var e = WideElementary.Exp(-Vector512.Abs(u));
            var q = Vector512<double>.One / (Vector512<double>.One + e);
            var weight = y * y;
            var loss = Vector512.MaxNative(-u, Vector512<double>.Zero) + WideElementary.LogOnePlus(e);
            sum = Vector512.FusedMultiplyAdd(weight, loss, sum);
            var eq = e * q;
            var missing = Vector512.ConditionalSelect(Vector512.GreaterThan(u, Vector512<double>.Zero), eq, q);
            (-(factor * missing * y)).Store(slopes + i);
            (factor * weight * eq * q).Store(curvatures + i);
        }

        return WideElementary.Sum(sum);
    }
}
