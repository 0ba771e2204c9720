using Orchestrator.Training.Classifiers.FullBatch;
using Orchestrator.Training.Classifiers.FullBatch.Optimisers;

namespace Orchestrator.Training.Tests.Classifiers.FullBatch;

public sealed class NetworkObjectiveTests
{
    public static TheoryData<int, int, int[], int, bool> Networks => new()
    {
        { 943, 1, [50], 1, true },
        { 37, 3, [5, 4], 1, true },
        { 600, 4, [6, 3, 7], 2, false },
        { 1030, 2, [3], 3, true },
        { 20, 5, [], 1, true },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradient_is_that_of_finite_differences(int rows, int inputs, int[] hidden, int outputs, bool tanh)
    {
        var (_, objective, point) = NetworkCases.Random(rows, inputs, hidden, outputs, tanh);
        var gradient = new double[objective.Count];
        var value = objective.Gradient(point, gradient);

        Assert.Equal(objective.Value(point), value, 1e-14);
        for (var i = 0; i < point.Length; i++)
        {
            const double h = 1e-5;
            var (kept, difference) = (point[i], 0.0);
            foreach (var (step, weight) in new[] { (h, 1), (-h, -1) })
            {
                point[i] = kept + step;
                difference += weight * objective.Value(point) / (2 * h);
            }

            point[i] = kept;
            Assert.Equal(difference, gradient[i], 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Products_of_the_jacobian_are_those_of_finite_differences(
        int rows, int inputs, int[] hidden, int outputs, bool tanh)
    {
        var (shape, objective, point) = NetworkCases.Random(rows, inputs, hidden, outputs, tanh);
        var (x, t) = (NetworkCases.Uniform(rows, inputs, 1), NetworkCases.Uniform(rows, outputs, 2));
        var equations = new NormalEquations(objective.Count);
        var sum = objective.Linearise(point, equations);
        var errors = Outputs(shape, point, x).Zip(t.Values, (y, target) => y - target).ToArray();
        var jacobian = new double[point.Length][];
        for (var p = 0; p < point.Length; p++)
        {
            const double h = 1e-5;
            var kept = point[p];
            point[p] = kept + h;
            var above = Outputs(shape, point, x);
            point[p] = kept - h;
            jacobian[p] = [.. above.Zip(Outputs(shape, point, x), (a, b) => (a - b) / (2 * h))];
            point[p] = kept;
        }

        Assert.Equal(errors.Sum(e => e * e), sum, 1e-9);
        for (var p = 0; p < point.Length; p++)
        {
            Assert.Equal(jacobian[p].Zip(errors, (j, e) => j * e).Sum(), equations.Projected[p], 1e-6);
            for (var q = 0; q <= p; q++)
            {
                var expected = jacobian[p].Zip(jacobian[q], (a, b) => a * b).Sum();
                Assert.Equal(expected, equations.Products.Values[p * equations.RowLength + q], 1e-6);
            }
        }
    }

    [Fact]
    public void Gradient_is_twice_the_projected_errors_over_the_residuals()
    {
        var (_, objective, point) = NetworkCases.Random(800, 3, [6, 5], 2, true);
        var (gradient, equations) = (new double[objective.Count], new NormalEquations(objective.Count));
        objective.Gradient(point, gradient);
        objective.Linearise(point, equations);

        for (var i = 0; i < gradient.Length; i++)
            Assert.Equal(2 * equations.Projected[i] / objective.Residuals, gradient[i], 1e-13);
    }

    private static double[] Outputs(NetworkShape shape, double[] point, Orchestrator.Training.Preprocessing.Matrix inputs) =>
        new TrainedNetwork(shape, point).Run(inputs).Values;
}
