using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers;

/// <summary>
/// Says the same of every row: the most frequent class, with the shares of the training rows as probabilities.
/// </summary>
internal sealed class ConstantClassifier : FittedClassifier
{
    private readonly int _label;
    private readonly double[] _shares;

    private ConstantClassifier(int label, double[] shares)
    {
        _label = label;
        _shares = shares;
    }

    /// <summary>The classifier of the most frequent class, the smallest of equals.</summary>
    public static ConstantClassifier Of(PresentClasses present, int classCount)
    {
        var label = Array.IndexOf(present.Counts, present.Counts.Max());
        var shares = new double[classCount];
        for (var c = 0; c < classCount; c++)
            shares[c] = (double)present.Counts[c] / present.Codes.Length;
        return new ConstantClassifier(label, shares);
    }

    /// <inheritdoc/>
    public override Predictions Predict(Matrix features)
    {
        var labels = new int[features.Rows];
        Array.Fill(labels, _label);
        var probabilities = new Matrix(features.Rows, _shares.Length);
        for (var i = 0; i < features.Rows; i++)
            _shares.CopyTo(probabilities.Row(i));
        return new Predictions(labels, probabilities);
    }
}
