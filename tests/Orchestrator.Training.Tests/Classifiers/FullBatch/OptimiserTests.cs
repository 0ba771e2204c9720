using Orchestrator.Training.Classifiers.FullBatch;
using Orchestrator.Training.Classifiers.FullBatch.Arithmetic;
using Orchestrator.Training.Classifiers.FullBatch.Optimisers;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Classifiers.FullBatch;

public sealed class OptimiserTests(ITestOutputHelper output)
{
    private static readonly Damping Damping = new(0.001, 0.1, 10, 1e10);

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(20)]
    public void Conjugate_gradients_and_BFGS_reach_a_quadratic_s_minimum_in_as_many_steps_as_it_has_dimensions(int count)
    {
        // With an exact search along each line, as the property asks for.
        var start = NetworkCases.Uniform(1, count, 9).Values;
        foreach (var optimiser in new FullBatchOptimiser[]
        {
            new ConjugateGradient(new Quadratic(count, 5), [.. start], curvature: 1e-9),
            new Bfgs(new Quadratic(count, 5), [.. start], curvature: 1e-9),
        })
        {
            var before = optimiser.SlopeNorm;
            for (var step = 0; step < count; step++)
                Assert.True(optimiser.Step());
            Assert.InRange(optimiser.SlopeNorm / before, 0, 1e-6);
        }
    }

    [Fact]
    public void Line_search_finds_a_place_that_both_conditions_hold_at()
    {
        var quadratic = new Quadratic(6, 11);
        var (point, gradient) = (NetworkCases.Uniform(1, 6, 12).Values, new double[6]);
        var value = quadratic.Gradient(point, gradient);
        double[] direction = [.. gradient.Select(g => -g)];
        var slope = -gradient.Sum(g => g * g);
        foreach (var first in new[] { 1e-8, 1e-3, 1, 1e4 })
        {
            var search = new WolfeLineSearch(quadratic, 0.001, 0.1);
            var step = search.Search(point, value, slope, direction, first);
            Assert.True(step > 0);
            Assert.True(search.Value <= value + 0.001 * step * slope);
            var there = search.Slope.ToArray().Zip(direction, (s, d) => s * d).Sum();
            Assert.True(Math.Abs(there) <= -0.1 * slope);
        }
    }

    [Fact]
    public void Levenberg_Marquardt_and_Bayesian_regularisation_beat_the_others_on_the_sine_of_a_square()
    {
        var (inputs, targets) = NetworkCases.SineOfSquare();
        var shape = new NetworkShape(1, [50], 1, HiddenActivation.Tanh);
        var objective = new NetworkObjective(shape, inputs, targets);
        double[] Start() => NguyenWidrow.Draw(shape, new PhiloxSequence(1, 2));
        var loss = new Dictionary<string, double>
        {
            ["gd"] = NetworkCases.Run(new GradientDescent(objective, Start(), 0.01, 0), 150),
            ["gdx"] = NetworkCases.Run(
                new AdaptiveDescent(objective, Start(), new AdaptiveRate(0.01, 1.05, 0.7, 1.04), 0.9), 150),
            ["cgf"] = NetworkCases.Run(new ConjugateGradient(objective, Start()), 150),
            ["bfgs"] = NetworkCases.Run(new Bfgs(objective, Start()), 150),
            ["lm"] = NetworkCases.Run(new LevenbergMarquardt(objective, Start(), Damping), 150),
        };
        var bayesian = new BayesianRegularisation(objective, Start(), Damping with { Start = 0.005 });
        for (var epoch = 0; epoch < 150 && bayesian.Step(); epoch++)
        {
            Assert.InRange(bayesian.EffectiveParameters, 0, shape.Count);
            Assert.True(bayesian is { Alpha: > 0, Beta: > 0 });
        }

        loss["br"] = bayesian.Loss;
        foreach (var (name, value) in loss)
            output.WriteLine($"{name,-6}{value:E3}");
        output.WriteLine($"effective parameters {bayesian.EffectiveParameters:F1} of {shape.Count}");
        Assert.True(loss["cgf"] < loss["gd"]);
        Assert.True(loss["bfgs"] < loss["gd"]);
        Assert.True(loss["lm"] < 0.1 * loss["gd"]);
        Assert.True(loss["lm"] < loss["cgf"]);
        Assert.True(loss["br"] < 0.1 * loss["gd"]);
    }

    [Fact]
    public void Bayesian_regularisation_leaves_parameters_out_that_the_data_do_not_need()
    {
        var inputs = NetworkCases.Uniform(200, 1, 21);
        var targets = new Orchestrator.Training.Preprocessing.Matrix(200, 1, [.. inputs.Values.Select(x => 0.5 * x)]);
        var noise = NetworkCases.Uniform(200, 1, 22).Values;
        for (var i = 0; i < 200; i++)
            targets.Values[i] += 0.1 * noise[i];
        var shape = new NetworkShape(1, [20], 1, HiddenActivation.Tanh);
        var bayesian = new BayesianRegularisation(
            new NetworkObjective(shape, inputs, targets), NguyenWidrow.Draw(shape, new PhiloxSequence(5, 5)), Damping);
        NetworkCases.Run(bayesian, 700);

        output.WriteLine($"{bayesian.EffectiveParameters:F2} of {shape.Count}");
        Assert.InRange(bayesian.EffectiveParameters, 1.5, 4);
        Assert.InRange(bayesian.Loss, 0.002, 0.005);
    }

    [Fact]
    public void Momentum_carries_a_step_on()
    {
        var plain = new GradientDescent(new Quadratic(3, 1), new double[3], 0.01, 0);
        var heavy = new GradientDescent(new Quadratic(3, 1), new double[3], 0.01, 0.9);
        plain.Step();
        heavy.Step();
        for (var i = 0; i < 3; i++)
            Assert.Equal(0.1 * plain.Point[i], heavy.Point[i], 1e-15);
        var (first, before) = ((double[])heavy.Point.Clone(), heavy.SlopeNorm);
        heavy.Step();
        Assert.True(before > 0);
        for (var i = 0; i < 3; i++)
            Assert.True(Math.Abs(heavy.Point[i] - first[i]) > 1.5 * Math.Abs(first[i]));
    }

    [Fact]
    public void Adaptive_rate_grows_after_a_good_step_and_shrinks_after_one_that_is_taken_back()
    {
        var good = new AdaptiveDescent(new Quadratic(3, 1), new double[3], new AdaptiveRate(0.01, 1.05, 0.7, 1.04), 0);
        Assert.True(good.Step());
        Assert.Equal(0.0105, good.Rate, 1e-15);

        var objective = new Shifted();
        var bad = new AdaptiveDescent(objective, [1], new AdaptiveRate(10, 1.05, 0.7, 1.04), 0.9);
        Assert.True(bad.Step());
        Assert.Equal(7, bad.Rate, 1e-12);
        Assert.Equal([1], bad.Point);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(67)]
    public void Cholesky_solves_and_knows_the_trace_of_the_inverse(int count)
    {
        var m = NetworkCases.Uniform(count, count, 31);
        var matrix = new AlignedNumbers(count * Cholesky.RowLength(count));
        var dense = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(count, count, (i, j) => m[i, j]);
        var square = dense * dense.Transpose();
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix.Values[i * Cholesky.RowLength(count) + j] = square[i, j];
        }

        var full = 2 * square + 0.5 * MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(count);
        var b = NetworkCases.Uniform(1, count, 32).Values;
        var cholesky = new Cholesky(count);
        Assert.True(cholesky.Factorise(matrix, 2, 0.5));
        var x = (double[])b.Clone();
        cholesky.Solve(x);

        var product = full * MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(x);
        for (var i = 0; i < count; i++)
            Assert.Equal(b[i], product[i], 1e-10);
        Assert.Equal(full.Inverse().Trace(), cholesky.InverseTrace(), 1e-8);
        Assert.False(cholesky.Factorise(matrix, -1, 0));
    }

    /// <summary>1 + x².</summary>
    private sealed class Shifted : IObjective
    {
        public int Count => 1;

        public double Value(ReadOnlySpan<double> point) => 1 + point[0] * point[0];

        public double Gradient(ReadOnlySpan<double> point, Span<double> gradient)
        {
            gradient[0] = 2 * point[0];
            return Value(point);
        }
    }
}
