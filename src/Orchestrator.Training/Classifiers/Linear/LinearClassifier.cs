using System.Runtime.CompilerServices;
using Orchestrator.Training.Classifiers.Numerics;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Linear;

/// <summary>
/// Logistic decision functions, one a class. Two classes share one function with opposite signs; of more, the class
/// with the largest value is predicted and the logistic values are scaled to sum to 1.
/// </summary>
internal sealed class LinearClassifier : FittedClassifier
{
    private readonly Matrix _weights;
    private readonly double[] _intercepts;
    private readonly int[] _classes;
    private readonly int _classCount;

    /// <summary>The classifier of P present classes.</summary>
    /// <param name="weights">P × d.</param>
    /// <param name="intercepts">P.</param>
    /// <param name="classes">The P classes, ascending.</param>
    /// <param name="classCount">How many classes the data set has.</param>
    public LinearClassifier(Matrix weights, double[] intercepts, int[] classes, int classCount)
    {
        _weights = weights;
        _intercepts = intercepts;
        _classes = classes;
        _classCount = classCount;
    }

    /// <inheritdoc/>
    public override Predictions Predict(Matrix features)
    {
        var labels = new int[features.Rows];
        var probabilities = new Matrix(features.Rows, _classCount);
        Span<double> values = stackalloc double[_classes.Length];
        for (var i = 0; i < features.Rows; i++)
        {
            if (_classes.Length == 2)
            {
                values[1] = Decision(1, features.Row(i));
                values[0] = -values[1];
            }
            else
            {
                for (var k = 0; k < values.Length; k++)
                    values[k] = Decision(k, features.Row(i));
            }

            labels[i] = _classes[ArgMax.Of(values)];
            ToProbabilities(values, probabilities.Row(i));
        }

        return new Predictions(labels, probabilities);
    }

    private double Decision(int k, ReadOnlySpan<double> row)
    {
        var weights = _weights.Row(k);
        var sum = 0.0;
        for (var j = 0; j < row.Length; j++)
            sum += weights[j] * row[j];
        return sum + _intercepts[k];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ToProbabilities(ReadOnlySpan<double> values, Span<double> probabilities)
    {
        var sum = 0.0;
        for (var k = 0; k < values.Length; k++)
            sum += probabilities[_classes[k]] = 1 / (1 + WideElementary.Exp(-values[k]));
        foreach (var c in _classes)
            probabilities[c] /= sum;
    }
}
