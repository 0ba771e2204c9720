using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Bayes;

/// <summary>Normal densities by class and feature. A class that had no training rows has probability 0.</summary>
internal sealed class GaussianNbClassifier : FittedClassifier
{
    private readonly Matrix _means;
    private readonly Matrix _precisions;
    private readonly double[] _constants;
    private readonly int[] _classes;
    private readonly int _classCount;

    /// <summary>The classifier of P present classes.</summary>
    /// <param name="means">P × d.</param>
    /// <param name="variances">P × d.</param>
    /// <param name="logPriors">P.</param>
    /// <param name="classes">The P classes, ascending.</param>
    /// <param name="classCount">How many classes the data set has.</param>
    public GaussianNbClassifier(Matrix means, Matrix variances, double[] logPriors, int[] classes, int classCount)
    {
        _means = means;
        _precisions = new Matrix(variances.Rows, variances.Columns, Array.ConvertAll(variances.Values, v => 1 / v));
        _constants = new double[logPriors.Length];
        for (var p = 0; p < logPriors.Length; p++)
        {
            var logs = 0.0;
            foreach (var variance in variances.Row(p))
                logs += Math.Log(2 * Math.PI * variance);
            _constants[p] = logPriors[p] - 0.5 * logs;
        }

        _classes = classes;
        _classCount = classCount;
    }

    /// <inheritdoc/>
    public override Predictions Predict(Matrix features)
    {
        var labels = new int[features.Rows];
        var probabilities = new Matrix(features.Rows, _classCount);
        Span<double> joint = stackalloc double[_classes.Length];
        for (var i = 0; i < features.Rows; i++)
        {
            for (var p = 0; p < joint.Length; p++)
                joint[p] = JointLogDensity(features.Row(i), p);
            var best = ArgMax.Of(joint);
            labels[i] = _classes[best];
            var sum = 0.0;
            for (var p = 0; p < joint.Length; p++)
                sum += probabilities[i, _classes[p]] = Math.Exp(joint[p] - joint[best]);
            foreach (var c in _classes)
                probabilities[i, c] /= sum;
        }

        return new Predictions(labels, probabilities);
    }

    private double JointLogDensity(ReadOnlySpan<double> row, int p)
    {
        var mean = _means.Row(p);
        var precision = _precisions.Row(p);
        var sum = 0.0;
        for (var j = 0; j < row.Length; j++)
            sum += (row[j] - mean[j]) * (row[j] - mean[j]) * precision[j];
        return _constants[p] - 0.5 * sum;
    }
}
