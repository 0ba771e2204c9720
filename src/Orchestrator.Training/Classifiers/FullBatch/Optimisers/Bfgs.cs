namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>
/// The quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno with the inverse Hessian kept in full (Nocedal and
/// Wright, Numerical Optimization, 2nd edition, algorithm 6.1, equations 6.17 and 6.20) and <see
/// cref="WolfeLineSearch"/> with c₁ = 10⁻⁴ and c₂ = 0.9. A direction that leads nowhere starts it afresh.
/// </summary>
internal sealed class Bfgs : FullBatchOptimiser
{
    private readonly WolfeLineSearch _search;
    private readonly int _count;
    private readonly double[] _inverse;
    private readonly double[] _direction;
    private readonly double[] _moved;
    private readonly double[] _change;
    private readonly double[] _product;
    private int _since;

    /// <summary>Starts at a point.</summary>
    public Bfgs(IObjective objective, double[] start, double curvature = 0.9)
        : base(objective, start)
    {
        _search = new WolfeLineSearch(objective, Math.Min(1e-4, curvature / 2), curvature);
        _count = start.Length;
        _inverse = new double[checked(_count * _count)];
        _direction = new double[_count];
        _moved = new double[_count];
        _change = new double[_count];
        _product = new double[_count];
        Restart();
    }

    /// <inheritdoc/>
    public override bool Step()
    {
        Times(Slope, _direction);
        for (var i = 0; i < _count; i++)
            _direction[i] = -_direction[i];
        var slope = Dot(Slope, _direction);
        var first = _since > 0 ? 1 : 1 / Math.Max(1, SlopeNorm);
        var step = slope < 0 ? _search.Search(Point, Loss, slope, _direction, first) : 0;
        if (step == 0)
        {
            if (_since == 0)
                return false;
            Restart();
            return true;
        }

        for (var i = 0; i < _count; i++)
        {
            _moved[i] = _search.Point[i] - Point[i];
            _change[i] = _search.Slope[i] - Slope[i];
        }

        Loss = _search.Value;
        _search.Point.CopyTo(Point);
        _search.Slope.CopyTo(Slope);
        Update();
        return true;
    }

    /// <summary>H ← (I - ρ s yᵀ) H (I - ρ y sᵀ) + ρ s sᵀ.</summary>
    private void Update()
    {
        var curvature = Dot(_moved, _change);
        if (!(curvature > 1e-300))
            return;
        if (_since++ == 0)
            Scale(curvature / Dot(_change, _change));
        Times(_change, _product);
        var factor = (1 + Dot(_change, _product) / curvature) / curvature;
        for (var i = 0; i < _count; i++)
        {
            var row = _inverse.AsSpan(i * _count, _count);
            var (a, b) = (factor * _moved[i] - _product[i] / curvature, _moved[i] / curvature);
            for (var j = 0; j < row.Length; j++)
                row[j] += a * _moved[j] - b * _product[j];
        }
    }

    private void Times(double[] vector, double[] product)
    {
        for (var i = 0; i < _count; i++)
            product[i] = Dot(_inverse.AsSpan(i * _count, _count), vector);
    }

    private void Restart()
    {
        _since = 0;
        Scale(1);
    }

    private void Scale(double value)
    {
        _inverse.AsSpan().Clear();
        for (var i = 0; i < _count; i++)
            _inverse[i * _count + i] = value;
    }
}
