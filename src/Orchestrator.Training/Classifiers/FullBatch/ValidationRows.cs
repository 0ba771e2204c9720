using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.FullBatch;

/// <summary>
/// Rows that are not trained on: judges each epoch's network and keeps the best. Training is over after so many epochs
/// in a row that were worse.
/// </summary>
internal sealed class ValidationRows(
    NetworkShape shape, TargetCode code, Matrix inputs, Matrix targets, int[]? labels, int maxFail)
{
    private int _failed;

    /// <summary>The parameters at the smallest loss.</summary>
    public double[]? Best { get; private set; }

    /// <summary>The smallest mean squared error of the scaled targets.</summary>
    public double BestLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest accuracy of all epochs; null for a numeric target.</summary>
    public double? BestAccuracy { get; private set; }

    /// <summary>Judges a network; false if training is over.</summary>
    public bool Judge(double[] point)
    {
        var outputs = new TrainedNetwork(shape, point).Run(inputs);
        var loss = 0.0;
        for (var i = 0; i < outputs.Values.Length; i++)
        {
            var error = outputs.Values[i] - targets.Values[i];
            loss += error * error;
        }

        loss /= outputs.Values.Length;
        if (labels is not null)
        {
            var accuracy = code.Decode(outputs).Labels.Zip(labels).Average(p => p.First == p.Second ? 1.0 : 0.0);
            BestAccuracy = Math.Max(accuracy, BestAccuracy ?? 0);
        }

        if (loss < BestLoss)
            (BestLoss, Best, _failed) = (loss, (double[])point.Clone(), 0);
        else if (!(loss <= BestLoss))
            _failed++;
        return _failed < maxFail;
    }
}
