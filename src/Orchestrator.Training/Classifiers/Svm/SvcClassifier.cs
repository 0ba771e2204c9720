using System.Numerics;
using System.Runtime.Intrinsics;
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
    private readonly int _padded;
    private readonly double[] _columns;

    /// <summary>The classifier of the vectors found with the kernel's γ.</summary>
    public SvcClassifier(SupportVectors support, double gamma, int classCount)
    {
        _support = support;
        _gamma = gamma;
        _classCount = classCount;
        var vectors = support.Vectors;
        _padded = (vectors.Rows + Vector512<double>.Count - 1) / Vector512<double>.Count * Vector512<double>.Count;
        _columns = new double[_padded * vectors.Columns];
        for (var s = 0; s < vectors.Rows; s++)
        {
            for (var j = 0; j < vectors.Columns; j++)
                _columns[j * _padded + s] = vectors[s, j];
        }
    }

    /// <inheritdoc/>
    public override Predictions Predict(Matrix features)
    {
        var classes = _support.Classes;
        var labels = new int[features.Rows];
        var scores = new Matrix(features.Rows, _classCount);
        scores.Values.AsSpan().Fill(double.NegativeInfinity);
        var kernel = new double[_padded];
        var decisions = new double[_support.Rho.Length];
        var votes = new double[classes.Length];
        var distances = new double[classes.Length];
        for (var i = 0; i < features.Rows; i++)
        {
            Kernel(features.Row(i), kernel);
            Decide(kernel, decisions);
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

    /// <summary>The kernel of a row with every support vector, one vector a lane.</summary>
    private void Kernel(ReadOnlySpan<double> row, Span<double> kernel)
    {
        var scale = Vector512.Create(-_gamma);
        for (var s = 0; s < _padded; s += Vector512<double>.Count)
        {
            var sum = Vector512<double>.Zero;
            for (var j = 0; j < row.Length; j++)
            {
                var difference = Vector512.Create<double>(_columns.AsSpan(j * _padded + s)) - Vector512.Create(row[j]);
                sum += difference * difference;
            }

            Vector512.Exp(sum * scale).CopyTo(kernel[s..]);
        }
    }

    private void Decide(ReadOnlySpan<double> kernel, Span<double> decisions)
    {
        var (starts, coefficients) = (_support.Starts, _support.Coefficients);
        var pair = 0;
        for (var i = 0; i < _support.Classes.Length; i++)
        {
            for (var j = i + 1; j < _support.Classes.Length; j++)
            {
                var sum = Dot(coefficients.Row(j - 1), kernel, starts[i], starts[i + 1])
                    + Dot(coefficients.Row(i), kernel, starts[j], starts[j + 1]);
                decisions[pair] = sum - _support.Rho[pair];
                pair++;
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> coefficients, ReadOnlySpan<double> kernel, int start, int end)
    {
        var a = coefficients[start..end];
        var b = kernel[start..end];
        var lanes = Vector<double>.Zero;
        var s = 0;
        for (; s <= a.Length - Vector<double>.Count; s += Vector<double>.Count)
            lanes += new Vector<double>(a[s..]) * new Vector<double>(b[s..]);
        var sum = Vector.Sum(lanes);
        for (; s < a.Length; s++)
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
