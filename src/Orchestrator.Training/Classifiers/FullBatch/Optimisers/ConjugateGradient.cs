namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>
/// Conjugate gradients of Fletcher and Reeves, Computer Journal 7, 1964: d = -g + (gᵀg / g'ᵀg') d', along which
/// <see cref="WolfeLineSearch"/> seeks the minimum with c₁ = 0.001 and c₂ = 0.1, the conditions of Charalambous, IEE
/// Proceedings G 139, 1992, that MATLAB's <c>traincgf</c> searches by. Starts afresh along -g after as many steps as
/// there are parameters, and where d does not descend or leads nowhere.
/// </summary>
internal sealed class ConjugateGradient : FullBatchOptimiser
{
    private readonly WolfeLineSearch _search;
    private readonly double[] _direction;
    private double _squared;
    private double _lastStep;
    private double _lastSlope;
    private int _since;

    /// <summary>Starts at a point.</summary>
    public ConjugateGradient(IObjective objective, double[] start, double curvature = 0.1)
        : base(objective, start)
    {
        _search = new WolfeLineSearch(objective, Math.Min(0.001, curvature / 2), curvature);
        _direction = new double[start.Length];
        Restart();
    }

    /// <inheritdoc/>
    public override bool Step()
    {
        var slope = Dot(Slope, _direction);
        if (!(slope < 0))
        {
            Restart();
            slope = -_squared;
        }

        // The first trial of a line expects the decrease that the line before had (Nocedal and Wright, section 3.5).
        var first = _lastStep > 0
            ? _lastStep * _lastSlope / slope
            : 1 / Math.Max(1, Math.Sqrt(_squared));
        var step = _search.Search(Point, Loss, slope, _direction, first);
        if (step == 0)
        {
            if (_since == 0)
                return false;
            Restart();
            return true;
        }

        (_lastStep, _lastSlope, Loss) = (step, slope, _search.Value);
        _search.Point.CopyTo(Point);
        _search.Slope.CopyTo(Slope);
        var squared = Dot(Slope, Slope);
        var beta = squared / _squared;
        _squared = squared;
        if (++_since >= Point.Length || !double.IsFinite(beta))
        {
            Restart();
            return true;
        }

        for (var i = 0; i < _direction.Length; i++)
            _direction[i] = beta * _direction[i] - Slope[i];
        return true;
    }

    private void Restart()
    {
        _squared = Dot(Slope, Slope);
        for (var i = 0; i < _direction.Length; i++)
            _direction[i] = -Slope[i];
        (_since, _lastStep) = (0, 0);
    }
}
