using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Orchestrator.Training.Classifiers.Numerics;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Svm;

/// <summary>
/// Pairwise votes of support vector machines; the first of equally voted classes. The scores for two classes are the
/// signed distances; for more, the votes with the pairs' summed distances, squeezed into (-1/3, 1/3), on top.
/// </summary>
internal sealed class SvcClassifier : FittedClassifier
{
    private readonly SupportVectors _support;
    private readonly double _gamma;
    private readonly int _classCount;

    /// <summary>The classifier of the vectors found with the kernel's γ.</summary>
    public SvcClassifier(SupportVectors support, double gamma, int classCount)
    {
        _support = support;
        _gamma = gamma;
        _classCount = classCount;
    }

    /// <inheritdoc/>
    public override unsafe Predictions Predict(Matrix features)
    {
        var classes = _support.Classes;
        var labels = new int[features.Rows];
        var scores = new Matrix(features.Rows, _classCount);
        scores.Values.AsSpan().Fill(double.NegativeInfinity);
        int[] rows = [.. Enumerable.Range(0, _support.Vectors.Rows)];
        using var kernel = new GaussianKernel(_support.Vectors, rows, _gamma);
        using var similarities = new NativeBlock(kernel.Padded);
        var decisions = new double[_support.Rho.Length];
        var votes = new double[classes.Length];
        var distances = new double[classes.Length];
        for (var i = 0; i < features.Rows; i++)
        {
            kernel.Row(features.Row(i), similarities.Doubles);
            Decide(similarities.Doubles, decisions);
            Vote(decisions, votes, distances);
            labels[i] = classes[ArgMax.Of(votes)];
            for (var p = 0; p < classes.Length; p++)
            {
                scores[i, classes[p]] = classes.Length == 2
                    ? distances[p]
                    : votes[p] + distances[p] / (3 * (Math.Abs(distances[p]) + 1));
            }
        }

        return new Predictions(labels, null, scores);
    }

    private unsafe void Decide(double* kernel, Span<double> decisions)
    {
        var (starts, coefficients) = (_support.Starts, _support.Coefficients);
        var pair = 0;
        for (var i = 0; i < _support.Classes.Length; i++)
        {
            for (var j = i + 1; j < _support.Classes.Length; j++)
            {
                fixed (double* ofFirst = coefficients.Row(j - 1), ofSecond = coefficients.Row(i))
                {
                    var sum = Dot(ofFirst + starts[i], kernel + starts[i], starts[i + 1] - starts[i])
                        + Dot(ofSecond + starts[j], kernel + starts[j], starts[j + 1] - starts[j]);
                    decisions[pair] = sum - _support.Rho[pair];
                }

                pair++;
            }
        }
    }

    /// <summary>The inner product, in an order that depends on the count alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe double Dot(double* a, double* b, int count)
    {
        var lanes = Vector512<double>.Zero;
        var s = 0;
        for (; s <= count - Vector512<double>.Count; s += Vector512<double>.Count)
            lanes = Vector512.FusedMultiplyAdd(Vector512.Load(a + s), Vector512.Load(b + s), lanes);
        var sum = WideElementary.Sum(lanes);
        for (; s < count; s++)
            sum += a[s] * b[s];
        return sum;
    }

    private static void Vote(ReadOnlySpan<double> decisions, Span<double> votes, Span<double> distances)
    {
        votes.Clear();
        distances.Clear();
        var pair = 0;
        for (var i = 0; i < votes.Length; i++)
        {
            for (var j = i + 1; j < votes.Length; j++)
            {
                var decision = decisions[pair++];
                votes[decision > 0 ? i : j]++;
                distances[i] += decision;
                distances[j] -= decision;
            }
        }
    }
}
