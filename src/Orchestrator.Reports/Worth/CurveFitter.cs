using MathNet.Numerics.Distributions;

namespace Orchestrator.Reports.Worth;

/// <summary>
/// Fits a curve through mean scores, by least squares weighted by 1 ÷ the variance of each mean. With three points and
/// more it is the power law, its exponent the best of a grid and its neighbourhood, unless the squared errors are more
/// than noise explains (χ², level 0.01); then, and with two points, straight lines between monotone points.
/// </summary>
internal sealed class CurveFitter
{
    private const double PoorFit = 0.01;
    private const int Exponents = 20;
    private const int Refinements = 14;
    private const int MostOnStack = 64;
    private const double LeastExponent = 0.05;
    private const double MostExponent = 4;
    private readonly IReadOnlyList<int> _rows;
    private readonly double[] _weights;
    private readonly double[] _exponents = new double[Exponents];
    private readonly double[][] _powers = new double[Exponents][];

    /// <summary>A fitter for means at these rows with these variances (only their ratios matter to the fit).</summary>
    public CurveFitter(IReadOnlyList<int> rows, IReadOnlyList<double> variances)
    {
        _rows = rows;
        _weights = [.. variances.Select(variance => 1 / variance)];
        for (var step = 0; step < Exponents; step++)
        {
            var exponent = LeastExponent * Math.Pow(MostExponent / LeastExponent, step / (Exponents - 1.0));
            _exponents[step] = exponent;
            _powers[step] = [.. rows.Select(count => Math.Pow((double)count / rows[^1], -exponent))];
        }
    }

    /// <summary>Whether the power law explains these means.</summary>
    public bool IsPowerLaw(ReadOnlySpan<double> means)
    {
        if (_rows.Count < 3)
            return false;
        var (_, error) = Power(means);
        return ChiSquared.CDF(Math.Max(1, _rows.Count - 3), error) < 1 - PoorFit;
    }

    /// <summary>The curve through these means.</summary>
    /// <param name="means">A mean for each number of rows.</param>
    /// <param name="powerLaw">Whether it is to be the power law.</param>
    public GrowthCurve Fit(ReadOnlySpan<double> means, bool powerLaw) =>
        powerLaw ? Power(means).Curve : MonotoneSteps.Through(_rows, means, _weights);

    private (PowerLaw Curve, double Error) Power(ReadOnlySpan<double> means)
    {
        var best = (A: 0.0, B: 0.0, Error: double.PositiveInfinity);
        var chosen = 0;
        for (var step = 0; step < Exponents; step++)
        {
            var line = Line(_powers[step], means);
            if (line.Error < best.Error)
                (best, chosen) = (line, step);
        }

        return Refine(_exponents[Math.Max(0, chosen - 1)], _exponents[Math.Min(Exponents - 1, chosen + 1)], means);
    }

    // Golden section between the neighbours of the best exponent of the grid.
    private (PowerLaw Curve, double Error) Refine(double low, double high, ReadOnlySpan<double> means)
    {
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (left, right) = (high - golden * (high - low), low + golden * (high - low));
        var (atLeft, atRight) = (At(left, means), At(right, means));
        for (var step = 0; step < Refinements; step++)
        {
            if (atLeft.Error <= atRight.Error)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - golden * (high - low);
                atLeft = At(left, means);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + golden * (high - low);
                atRight = At(right, means);
            }
        }

        var (exponent, best) = atLeft.Error <= atRight.Error ? (left, atLeft) : (right, atRight);
        return (new PowerLaw(best.A, best.B, exponent, _rows[0], _rows[^1]), best.Error);
    }

    private (double A, double B, double Error) At(double exponent, ReadOnlySpan<double> means)
    {
        Span<double> powers = stackalloc double[Math.Min(_rows.Count, MostOnStack)];
        if (_rows.Count > MostOnStack)
            powers = new double[_rows.Count];
        for (var i = 0; i < powers.Length; i++)
            powers[i] = Math.Pow((double)_rows[i] / _rows[^1], -exponent);
        return Line(powers, means);
    }

    // means = a - b · x with b ≥ 0.
    private (double A, double B, double Error) Line(ReadOnlySpan<double> x, ReadOnlySpan<double> means)
    {
        var (total, sumX, sumY) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            total += _weights[i];
            sumX += _weights[i] * x[i];
            sumY += _weights[i] * means[i];
        }

        var (meanX, meanY, cross, square) = (sumX / total, sumY / total, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            cross += _weights[i] * (x[i] - meanX) * (means[i] - meanY);
            square += _weights[i] * (x[i] - meanX) * (x[i] - meanX);
        }

        var b = Math.Max(0, -cross / square);
        var (a, error) = (meanY + b * meanX, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var miss = means[i] - a + b * x[i];
            error += _weights[i] * miss * miss;
        }

        return (a, b, error);
    }
}
