using Orchestrator.Training.Classifiers.Linear;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Classifiers.Oracles;
using Orchestrator.Training.Tests.Classifiers.Svm;

namespace Orchestrator.Training.Tests.Classifiers.Linear;

/// <summary>The weights found, by what a minimum is and beside liblinear's.</summary>
public sealed class LogregSolutionTests
{
    public static TheoryData<string, double, double> Problems
    {
        get
        {
            var data = new TheoryData<string, double, double>();
            foreach (var name in SvmCases.Names)
            {
                foreach (var c in new[] { 1e-3, 1, 1e3 })
                {
                    data.Add(name, c, 1);
                    data.Add(name, c, 5);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Gradient_has_shrunk_to_the_share_asked_for(string name, double c, double bias)
    {
        // With little weight on the rows the function stands still, within its rounding, before that.
        var share = c < 1 ? 1e-4 : 1e-6;
        var (features, labels) = SvmCases.Make(name);
        using var objective = new LogisticObjective(features, bias, c);
        objective.SetPositives(labels, 1);
        var w = new TrustRegionNewton(objective, CancellationToken.None).Minimise(share);
        Assert.InRange(
            Norm(Gradient(features, labels, w, bias, c)), 0,
            share * Norm(Gradient(features, labels, new double[w.Length], bias, c)) * (1 + 1e-6) + 1e-11 * c);
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Weights_are_liblinear_s(string name, double c, double bias)
    {
        const double tolerance = 1e-7;
        foreach (var classes in name == "two-rows" ? [2] : new[] { 2, 5 })
        {
            var (features, labels) = SvmCases.Make(name, classes);
            var present = SvmCases.Present(labels);
            var theirs = LiblinearOracle.Fit(features, present, c, bias, tolerance);
            using var classifier = Fits.Fit("logreg", features, labels, labels.Max() + 1, 0,
                ("c", SvmCases.Text(c)), ("intercept-scaling", SvmCases.Text(bias)), ("tolerance", "1E-07"));
            var points = Fits.Noise(50, features.Columns, 79);
            var probabilities = classifier.Predict(points).Probabilities!;
            for (var i = 0; i < points.Rows; i++)
            {
                var expected = Probabilities(theirs, points.Row(i));
                for (var k = 0; k < expected.Length; k++)
                    Assert.Equal(expected[k], probabilities[i, present.Classes[k]], 1e-4);
            }
        }
    }

    [Fact]
    public void Gradient_and_hessian_are_the_slopes_of_what_they_belong_to()
    {
        const double step = 1e-6;
        var (features, labels) = SvmCases.Make("noise");
        using var objective = new LogisticObjective(features, 2, 3);
        objective.SetPositives(labels, 1);
        double[] w = [0.3, -1.2, 0.7, 2.1, -0.4];
        var (gradient, shifted, product) = (new double[5], new double[5], new double[5]);
        for (var j = 0; j < 5; j++)
        {
            var value = objective.Value(w);
            objective.Gradient(w, gradient);
            var direction = new double[5];
            direction[j] = 1;
            objective.HessianProduct(direction, product);
            var moved = w.ToArray();
            moved[j] += step;
            var slope = (objective.Value(moved) - value) / step;
            objective.Gradient(moved, shifted);
            Assert.Equal(slope, gradient[j], 1e-3);
            for (var k = 0; k < 5; k++)
                Assert.Equal((shifted[k] - gradient[k]) / step, product[k], 1e-3);
            Assert.Equal(Gradient(features, labels, w, 2, 3)[j], gradient[j], 1e-10);
        }
    }

    [Fact]
    public void Value_is_right_where_exponentials_overflow()
    {
        var features = Fits.Rows(2, i => [i == 0 ? 1 : -1]);
        using var objective = new LogisticObjective(features, 1, 1);
        objective.SetPositives([1, 0], 1);
        Assert.Equal(0.5e8, objective.Value([1e4, 0]), 1e-3);
        Assert.Equal(0.5e8 + 2e4, objective.Value([-1e4, 0]), 1e-3);
    }

    [Fact]
    public void Rows_that_a_plane_separates_have_an_end_too()
    {
        var (features, labels) = SvmCases.Make("separable");
        using var classifier = Fits.Fit("logreg", features, labels, 2, 0, ("c", "1000000000"), ("tolerance", "1E-12"));
        Assert.Equal(labels, classifier.Predict(features).Labels);
    }

    [Fact]
    public void A_fit_under_way_is_cancelled()
    {
        var (features, labels) = SvmCases.Make("noise");
        Assert.Throws<OperationCanceledException>(() => CancelledFit.Run("logreg", features, labels));
    }

    private static double[] Gradient(Matrix features, int[] labels, double[] w, double bias, double c)
    {
        var gradient = w.ToArray();
        for (var i = 0; i < features.Rows; i++)
        {
            double[] row = [.. features.Row(i), bias];
            var y = labels[i] == 1 ? 1 : -1;
            var u = y * row.Zip(w).Sum(p => p.First * p.Second);
            for (var j = 0; j < row.Length; j++)
                gradient[j] -= c * y * row[j] / (1 + Math.Exp(u));
        }

        return gradient;
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(v => v * v));

    private static double[] Probabilities(Matrix weights, ReadOnlySpan<double> row)
    {
        var values = new double[weights.Rows];
        for (var k = 0; k < values.Length; k++)
        {
            var sum = weights[k, row.Length];
            for (var j = 0; j < row.Length; j++)
                sum += weights[k, j] * row[j];
            values[k] = 1 / (1 + Math.Exp(-sum));
        }

        return [.. values.Select(v => v / values.Sum())];
    }
}
