using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>Says one class of every row, with certainty: what a network is that has seen one class only.</summary>
internal sealed class ConstantClassifier(int label, int classCount) : FittedClassifier
{
    /// <inheritdoc/>
    public override Predictions Predict(Matrix features)
    {
        var labels = new int[features.Rows];
        Array.Fill(labels, label);
        var probabilities = new Matrix(features.Rows, classCount);
        for (var i = 0; i < labels.Length; i++)
            probabilities[i, label] = 1;
        return new Predictions(labels, probabilities);
    }
}
