using Orchestrator.Training.Classifiers.FullBatch;
using Orchestrator.Training.Classifiers.FullBatch.Optimisers;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Classifiers.FullBatch;

/// <summary>Small networks and functions for the tests of the full-batch optimisers.</summary>
internal static class NetworkCases
{
    /// <summary>Uniform numbers in [-1, 1].</summary>
    public static Matrix Uniform(int rows, int columns, ulong seed)
    {
        var random = new PhiloxSequence(seed, 3);
        var matrix = new Matrix(rows, columns);
        for (var i = 0; i < matrix.Values.Length; i++)
            matrix.Values[i] = 2 * random.NextDouble() - 1;
        return matrix;
    }

    /// <summary>A network with its error on random rows, and a random point.</summary>
    public static (NetworkShape Shape, NetworkObjective Objective, double[] Point) Random(
        int rows, int inputs, int[] hidden, int outputs, bool tanh)
    {
        var shape = new NetworkShape(
            inputs, hidden, outputs, tanh ? HiddenActivation.Tanh : HiddenActivation.Sigmoid);
        var objective = new NetworkObjective(shape, Uniform(rows, inputs, 1), Uniform(rows, outputs, 2));
        return (shape, objective, Uniform(1, shape.Count, 4).Values);
    }

    /// <summary>y = sin(x²) on [0, 3π] every 0.01: 943 rows, both mapped to [-1, 1].</summary>
    public static (Matrix Inputs, Matrix Targets) SineOfSquare()
    {
        var (inputs, targets) = (new Matrix(943, 1), new Matrix(943, 1));
        for (var i = 0; i < 943; i++)
        {
            inputs[i, 0] = 2 * i / 942.0 - 1;
            targets[i, 0] = Math.Sin(i * 0.01 * (i * 0.01));
        }

        return (inputs, targets);
    }

    /// <summary>Takes so many steps or as many as can be taken; the loss at the end.</summary>
    public static double Run(FullBatchOptimiser optimiser, int steps)
    {
        for (var step = 0; step < steps && optimiser.Step(); step++)
        {
            // The steps are all there is to do.
        }

        return optimiser.Loss;
    }
}

/// <summary>½ xᵀ A x - bᵀ x with A = M Mᵀ + I of a random M.</summary>
internal sealed class Quadratic : IObjective
{
    private readonly double[,] _a;
    private readonly double[] _b;

    public Quadratic(int count, ulong seed)
    {
        var m = NetworkCases.Uniform(count, count, seed);
        _b = NetworkCases.Uniform(1, count, seed + 1).Values;
        _a = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                for (var k = 0; k < count; k++)
                    _a[i, j] += m[i, k] * m[j, k];
                _a[i, j] += i == j ? 1 : 0;
            }
        }
    }

    public int Count => _b.Length;

    public double Value(ReadOnlySpan<double> point) => Gradient(point, new double[Count]);

    public double Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var value = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var product = 0.0;
            for (var j = 0; j < Count; j++)
                product += _a[i, j] * point[j];
            gradient[i] = product - _b[i];
            value += (product / 2 - _b[i]) * point[i];
        }

        return value;
    }
}
