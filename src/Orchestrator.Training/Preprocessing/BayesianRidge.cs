using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace Orchestrator.Training.Preprocessing;

/// <summary>
/// Bayesian ridge regression: weights with a Gaussian prior of precision λ, noise of precision α, both found by
/// maximising the evidence, MacKay, "Bayesian interpolation" (Neural Computation 1992), equations 4.10 to 4.13,
/// with Gamma(1e-6, 1e-6) priors on both precisions as Tipping, "Sparse Bayesian learning" (JMLR 2001), has them.
/// </summary>
/// <param name="Weights">d weights.</param>
/// <param name="Intercept">The constant term.</param>
internal sealed record BayesianRidge(double[] Weights, double Intercept)
{
    private const int MaxIterations = 300;
    private const double Tolerance = 1e-3;
    private const double Gamma = 1e-6;
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>Fits n × d inputs to n outputs, one row at least.</summary>
    public static BayesianRidge Fit(Matrix inputs, double[] outputs)
    {
        var problem = new Centred(inputs, outputs);
        var alpha = 1 / (problem.OutputVariance + Epsilon);
        var lambda = 1.0;
        double[]? previous = null;
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            var weights = problem.Solve(lambda / alpha);
            var determined = problem.Eigenvalues.Sum(value => alpha * value / (lambda + (alpha * value)));
            lambda = (determined + (2 * Gamma)) / (weights.Sum(weight => weight * weight) + (2 * Gamma));
            alpha = (inputs.Rows - determined + (2 * Gamma)) / (problem.SquaredError(weights) + (2 * Gamma));
            if (previous is not null && weights.Zip(previous, (a, b) => Math.Abs(a - b)).Sum() < Tolerance)
                break;
            previous = weights;
        }

        var solution = problem.Solve(lambda / alpha);
        return new BayesianRidge(solution, problem.OutputMean - Dot(solution, problem.InputMeans));
    }

    /// <summary>
    /// Predicts from a whole row of d + 1 features, of which <paramref name="left"/> is the one predicted.
    /// </summary>
    public double Predict(ReadOnlySpan<double> row, int left) =>
        Intercept + Dot(Weights.AsSpan(0, left), row[..left]) + Dot(Weights.AsSpan(left), row[(left + 1)..]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>The regression with its means taken away and its Gram matrix decomposed.</summary>
    private sealed class Centred
    {
        private readonly Matrix _inputs;
        private readonly double[] _outputs;
        private readonly Matrix<double> _vectors;
        private readonly Vector<double> _projected;

        public Centred(Matrix inputs, double[] outputs)
        {
            OutputMean = FittedScale.Mean(outputs);
            _outputs = Array.ConvertAll(outputs, value => value - OutputMean);
            OutputVariance = Dot(_outputs, _outputs) / outputs.Length;
            InputMeans = new double[inputs.Columns];
            for (var row = 0; row < inputs.Rows; row++)
                Add(inputs.Row(row), 1.0 / inputs.Rows, InputMeans);
            _inputs = new Matrix(inputs.Rows, inputs.Columns);
            for (var row = 0; row < inputs.Rows; row++)
            {
                inputs.Row(row).CopyTo(_inputs.Row(row));
                Add(InputMeans, -1, _inputs.Row(row));
            }

            var (gram, moments) = Moments();
            var square = Matrix<double>.Build.Dense(inputs.Columns, inputs.Columns, gram);
            var decomposition = square.Evd(Symmetricity.Symmetric);
            _vectors = decomposition.EigenVectors;
            Eigenvalues = [.. decomposition.EigenValues.Select(value => Math.Max(0, value.Real))];
            _projected = _vectors.TransposeThisAndMultiply(Vector<double>.Build.Dense(moments));
        }

        public double OutputMean { get; }

        public double OutputVariance { get; }

        public double[] InputMeans { get; }

        public double[] Eigenvalues { get; }

        /// <summary>The weights at a ridge: (Xᵀ X + ridge · I)⁻¹ Xᵀ y.</summary>
        public double[] Solve(double ridge) => _vectors.Multiply(
            Vector<double>.Build.Dense(Eigenvalues.Length, i => _projected[i] / (Eigenvalues[i] + ridge))).ToArray();

        public double SquaredError(double[] weights)
        {
            var sum = 0.0;
            for (var row = 0; row < _outputs.Length; row++)
            {
                var error = _outputs[row] - Dot(weights, _inputs.Row(row));
                sum += error * error;
            }

            return sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private (double[] Gram, double[] Moments) Moments()
        {
            var d = _inputs.Columns;
            var gram = new double[d * d];
            var moments = new double[d];
            for (var row = 0; row < _inputs.Rows; row++)
            {
                var values = _inputs.Row(row);
                Add(values, _outputs[row], moments);
                for (var i = 0; i < d; i++)
                    Add(values, values[i], gram.AsSpan(i * d, d));
            }

            return (gram, moments);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Add(ReadOnlySpan<double> values, double factor, Span<double> sums)
        {
            for (var i = 0; i < values.Length; i++)
                sums[i] += values[i] * factor;
        }
    }
}
