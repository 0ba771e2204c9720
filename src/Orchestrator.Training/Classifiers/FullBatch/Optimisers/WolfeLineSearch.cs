namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>
/// A line search for the strong Wolfe conditions φ(α) ≤ φ(0) + c₁ α φ'(0) and |φ'(α)| ≤ c₂ |φ'(0)|: bracketing, then
/// shrinking the bracket by the minimum of the cubic through both ends (Nocedal and Wright, Numerical Optimization, 2nd
/// edition, algorithms 3.5 and 3.6, equation 3.59). On a quadratic the cubic's minimum is the exact one.
/// </summary>
/// <param name="objective">What is searched.</param>
/// <param name="decrease">c₁.</param>
/// <param name="curvature">c₂, above c₁: the smaller, the nearer to the minimum along the line.</param>
internal sealed class WolfeLineSearch(IObjective objective, double decrease, double curvature)
{
    private const int MaxEvaluations = 40;

    /// <summary>The cubic's minimum keeps this share of a bracket's width from its ends.</summary>
    private const double Margin = 0.02;

    private readonly double[] _point = new double[objective.Count];
    private readonly double[] _slope = new double[objective.Count];
    private double[] _from = [];
    private double[] _direction = [];
    private Place _start;
    private int _left;

    /// <summary>The point that the last search found.</summary>
    public ReadOnlySpan<double> Point => _point;

    /// <summary>The gradient there.</summary>
    public ReadOnlySpan<double> Slope => _slope;

    /// <summary>The value there.</summary>
    public double Value { get; private set; }

    /// <summary>The step to it; 0 if none with a smaller value was found.</summary>
    public double Search(double[] from, double value, double slope, double[] direction, double first)
    {
        (_from, _direction, _left) = (from, direction, MaxEvaluations);
        _start = new Place(0, value, slope);
        var (before, step) = (_start, first);
        while (_left > 0)
        {
            var here = At(step);
            if (!Decreases(here) || (before.Step > 0 && here.Value >= before.Value))
                return Shrink(before, here);
            if (Flat(here))
                return here.Step;
            if (here.Slope >= 0)
                return Shrink(here, before);
            var guess = CubicMinimum(before, here);
            var width = here.Step - before.Step;
            var (nearest, furthest) = (here.Step + width, here.Step + 9 * width);
            step = guess > here.Step ? Math.Clamp(guess, nearest, furthest) : furthest;
            before = here;
        }

        return before.Step > 0 ? At(before.Step).Step : 0;
    }

    /// <summary>Between a place that decreases enough and one that bounds the minimum.</summary>
    private double Shrink(Place low, Place high)
    {
        while (_left > 0)
        {
            var width = high.Step - low.Step;
            if (Math.Abs(width) <= 1e-15 * Math.Max(low.Step, high.Step))
                break;
            var guess = double.IsFinite(high.Value) && double.IsFinite(high.Slope)
                ? CubicMinimum(low, high)
                : double.NaN;
            var share = (guess - low.Step) / width;
            share = double.IsFinite(share) ? Math.Clamp(share, Margin, 1 - Margin) : 0.5;
            var here = At(low.Step + share * width);
            if (!Decreases(here) || here.Value >= low.Value)
            {
                high = here;
                continue;
            }

            if (Flat(here))
                return here.Step;
            if (here.Slope * width >= 0)
                high = low;
            low = here;
        }

        return low.Step > 0 ? At(low.Step).Step : 0;
    }

    private bool Decreases(Place here) => here.Value <= _start.Value + decrease * here.Step * _start.Slope;

    private bool Flat(Place here) => Math.Abs(here.Slope) <= -curvature * _start.Slope;

    private Place At(double step)
    {
        _left--;
        for (var i = 0; i < _point.Length; i++)
            _point[i] = _from[i] + step * _direction[i];
        Value = objective.Gradient(_point, _slope);
        var slope = 0.0;
        for (var i = 0; i < _slope.Length; i++)
            slope += _slope[i] * _direction[i];
        return new Place(step, Value, slope);
    }

    /// <summary>Equation 3.59; NaN where the cubic has no minimum.</summary>
    private static double CubicMinimum(Place a, Place b)
    {
        var d1 = a.Slope + b.Slope - 3 * (a.Value - b.Value) / (a.Step - b.Step);
        var d2 = Math.Sign(b.Step - a.Step) * Math.Sqrt(d1 * d1 - a.Slope * b.Slope);
        return b.Step - (b.Step - a.Step) * (b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2);
    }

    private readonly record struct Place(double Step, double Value, double Slope);
}
