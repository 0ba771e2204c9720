using System.Runtime.Intrinsics;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Fusion.Simd;

/// <summary>Class probabilities from logits.</summary>
internal static class Softmax
{
    /// <summary>
    /// Writes e^z / Σ e^z over the first <paramref name="classes"/> columns and zeros behind them. The spans have one
    /// length, a multiple of sixteen.
    /// </summary>
    public static void Row(ReadOnlySpan<float> logits, Span<float> probabilities, int classes)
    {
        var largest = logits[0];
        foreach (var logit in logits[..classes])
            largest = MathF.Max(largest, logit);
        for (var j = 0; j < logits.Length; j += Block.ColumnStep)
            Elementary.Exp(Vector512.Create(logits[j..]) - Vector512.Create(largest)).CopyTo(probabilities[j..]);
        probabilities[classes..].Clear();
        var sum = 0f;
        foreach (var part in probabilities[..classes])
            sum += part;
        foreach (ref var part in probabilities[..classes])
            part /= sum;
    }
}
