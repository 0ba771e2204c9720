using System.Runtime.Intrinsics;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Simd;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>What a network came to on validation rows.</summary>
/// <param name="Correct">Rows whose class it predicts; 0 for numbers.</param>
/// <param name="Loss">The mean cross entropy, or the mean squared error in the target's unit.</param>
internal readonly record struct MlpScore(int Correct, double Loss)
{
    private const float LeastProbability = 1e-30f;

    /// <summary>The mean squared difference of the first column of the outputs and what was wanted.</summary>
    public static double SquaredError(ReadOnlySpan<float> outputs, int columns, ReadOnlySpan<float> targets)
    {
        var sum = 0.0;
        for (var i = 0; i < targets.Length; i++)
        {
            var excess = (double)outputs[i * columns] - targets[i];
            sum += excess * excess;
        }

        return sum / targets.Length;
    }

    /// <summary>
    /// The mean cross entropy of logits, one a row for two classes; sums run over the rows in order, so that the choice
    /// of an epoch by it is the same everywhere.
    /// </summary>
    public static double CrossEntropy(
        ReadOnlySpan<float> logits, int columns, ReadOnlySpan<int> labels, int classCount)
    {
        Span<float> values = stackalloc float[Block.ColumnStep];
        Span<float> losses = stackalloc float[Block.ColumnStep];
        var parts = new float[classCount == 2 ? 0 : columns];
        var sum = 0.0;
        for (var first = 0; first < labels.Length; first += values.Length)
        {
            var count = Math.Min(values.Length, labels.Length - first);
            for (var i = 0; i < count; i++)
            {
                var row = logits.Slice((first + i) * columns, columns);
                values[i] = classCount == 2 ? row[0] : OwnProbability(row, parts, labels[first + i], classCount);
            }

            var vector = Vector512.Create<float>(values);
            (classCount == 2 ? Elementary.Softplus(vector) : -Elementary.Log(vector)).CopyTo(losses);
            for (var i = 0; i < count; i++)
            {
                // The logarithm of a NaN's bits would be a number.
                var chosen = classCount == 2 && labels[first + i] == 1 ? values[i] : 0;
                sum += float.IsNaN(values[i]) ? double.NaN : (double)losses[i] - chosen;
            }
        }

        return sum / labels.Length;
    }

    private static float OwnProbability(ReadOnlySpan<float> logits, Span<float> parts, int label, int classCount)
    {
        Softmax.Row(logits, parts, classCount);
        return MathF.Max(parts[label], LeastProbability);
    }
}
