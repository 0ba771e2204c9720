using MathNet.Numerics;

namespace Orchestrator.Training.Generators.Tabular;

/// <summary>
/// A mixture of normals on the line with a Dirichlet-process prior, fitted by variational inference (Blei and Jordan
/// 2006; Bishop 2006, section 10.2) with the priors of scikit-learn's BayesianGaussianMixture: means around the data's
/// with precision 1, variances around the data's with one degree of freedom, 10⁻⁶ added to every variance. It starts
/// from Lloyd's clusters around evenly spaced quantiles, so that nothing is drawn. Immutable.
/// </summary>
internal sealed class VariationalMixture
{
    private const double Floor = 1e-6;
    private const double Tolerance = 1e-3;
    private const double Unit = 2.220446049250313e-16;
    private const int MostSteps = 100;
    private const double PriorPrecision = 1;
    private const double PriorFreedom = 1;
    private static readonly double Log2Pi = Math.Log(2 * Math.PI);

    private readonly double _concentration;
    private readonly double _mean;
    private readonly double _variance;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly double[] _precisions;
    private readonly double[] _freedoms;
    private readonly double[] _constants;

    /// <summary>Fits at most <paramref name="most"/> components, as many at most as there are values.</summary>
    /// <param name="values">Finite numbers, two different ones at least.</param>
    /// <param name="most">The number of components, from 1.</param>
    /// <param name="concentration">The concentration of the Dirichlet process; small: few components.</param>
    public VariationalMixture(ReadOnlySpan<double> values, int most, double concentration)
    {
        var count = Math.Min(most, values.Length);
        (_a, _b, _constants) = (new double[count], new double[count], new double[count]);
        (Means, Variances, Weights) = (new double[count], new double[count], new double[count]);
        (_precisions, _freedoms) = (new double[count], new double[count]);
        _concentration = concentration;
        foreach (var value in values)
            _mean += value / values.Length;
        foreach (var value in values)
            _variance += (value - _mean) * (value - _mean) / (values.Length - 1);
        var shares = QuantileClusters.Of(values, count);
        Maximise(values, shares);
        for (var step = 0; step < MostSteps; step++)
        {
            var entropy = Expect(values, shares);
            Maximise(values, shares);
            var bound = entropy + Bound();
            var change = Math.Abs(bound - LowerBound);
            LowerBound = bound;
            if (change < Tolerance)
                break;
        }

        Weigh();
    }

    /// <summary>The components' means.</summary>
    public double[] Means { get; }

    /// <summary>Their variances.</summary>
    public double[] Variances { get; }

    /// <summary>Their weights, which sum to 1.</summary>
    public double[] Weights { get; }

    /// <summary>What the fit maximised, but for a constant.</summary>
    public double LowerBound { get; private set; } = double.NegativeInfinity;

    /// <summary>The probability of each component given a value.</summary>
    public void Posterior(double value, Span<double> shares)
    {
        var largest = double.NegativeInfinity;
        for (var c = 0; c < shares.Length; c++)
        {
            var d = value - Means[c];
            shares[c] = _constants[c] - (0.5 * d * d / Variances[c]);
            largest = Math.Max(largest, shares[c]);
        }

        var sum = 0.0;
        foreach (ref var share in shares)
        {
            share = Math.Exp(share - largest);
            sum += share;
        }

        foreach (ref var share in shares)
            share /= sum;
    }

    /// <summary>The shares of all values, and their entropy.</summary>
    private double Expect(ReadOnlySpan<double> values, double[] shares)
    {
        SetConstants();
        var entropy = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var row = shares.AsSpan(i * Means.Length, Means.Length);
            Posterior(values[i], row);
            foreach (var share in row)
                entropy -= share > 0 ? share * Math.Log(share) : 0;
        }

        return entropy;
    }

    private void Maximise(ReadOnlySpan<double> values, double[] shares)
    {
        for (var c = 0; c < Means.Length; c++)
        {
            var (mass, sum, squares) = (10 * Unit, 0.0, 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                var share = shares[(i * Means.Length) + c];
                (mass, sum) = (mass + share, sum + (share * values[i]));
            }

            var mean = sum / mass;
            for (var i = 0; i < values.Length; i++)
                squares += shares[(i * Means.Length) + c] * (values[i] - mean) * (values[i] - mean);
            var variance = (squares / mass) + Floor;
            _precisions[c] = PriorPrecision + mass;
            _freedoms[c] = PriorFreedom + mass;
            Means[c] = ((PriorPrecision * _mean) + (mass * mean)) / _precisions[c];
            var shift = mass * PriorPrecision / _precisions[c] * (mean - _mean) * (mean - _mean);
            Variances[c] = (_variance + (mass * variance) + shift) / _freedoms[c];
            (_a[c], _b[c]) = (1 + mass, mass);
        }

        // Stick breaking: b of a component is the concentration and the mass of all behind it.
        var behind = 0.0;
        for (var c = Means.Length - 1; c >= 0; c--)
        {
            var mass = _b[c];
            _b[c] = _concentration + behind;
            behind += mass;
        }
    }

    private void SetConstants()
    {
        var behind = 0.0;
        for (var c = 0; c < Means.Length; c++)
        {
            var both = SpecialFunctions.DiGamma(_a[c] + _b[c]);
            var weight = SpecialFunctions.DiGamma(_a[c]) - both + behind;
            behind += SpecialFunctions.DiGamma(_b[c]) - both;
            var scale = Math.Log(2) + SpecialFunctions.DiGamma(0.5 * _freedoms[c]) - (1 / _precisions[c]);
            _constants[c] = weight
                - (0.5 * (Log2Pi + Math.Log(Variances[c]) + Math.Log(_freedoms[c]) - scale));
        }
    }

    private double Bound()
    {
        var sum = 0.0;
        for (var c = 0; c < Means.Length; c++)
        {
            var precision = -0.5 * (Math.Log(Variances[c]) + Math.Log(_freedoms[c]));
            sum += (_freedoms[c] * precision) + (_freedoms[c] * 0.5 * Math.Log(2))
                + SpecialFunctions.GammaLn(0.5 * _freedoms[c]);
            sum += SpecialFunctions.GammaLn(_a[c]) + SpecialFunctions.GammaLn(_b[c])
                - SpecialFunctions.GammaLn(_a[c] + _b[c]);
            sum -= 0.5 * Math.Log(_precisions[c]);
        }

        return sum;
    }

    private void Weigh()
    {
        SetConstants();
        var (left, sum) = (1.0, 0.0);
        for (var c = 0; c < Weights.Length; c++)
        {
            var share = _a[c] / (_a[c] + _b[c]);
            Weights[c] = left * share;
            left *= 1 - share;
            sum += Weights[c];
        }

        foreach (ref var weight in Weights.AsSpan())
            weight /= sum;
    }
}
