using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.FullBatch;

/// <summary>
/// What the outputs are trained on and how they are read: a number mapped to [-1, 1] by its range in the training rows;
/// or ±1, one output for two classes (1 is the larger) and one a class for more. Classes without rows have no output.
/// </summary>
internal sealed class TargetCode
{
    private readonly int[]? _classes;
    private readonly int _classCount;
    private readonly double _centre;
    private readonly double _half = 1;

    /// <summary>The code of a task, of which the first rows are trained on.</summary>
    public TargetCode(ClassifierFitTask task, PresentClasses? present, int trained)
    {
        (_classes, _classCount) = (present?.Classes, task.ClassCount);
        if (task.Targets is not { } targets)
            return;
        var (low, high) = (targets.Take(trained).Min(), targets.Take(trained).Max());
        _centre = low + (high - low) / 2;
        _half = high > low ? (high - low) / 2 : 1;
    }

    /// <summary>How many outputs there are.</summary>
    public int Outputs => _classes is { Length: > 2 } ? _classes.Length : 1;

    /// <summary>What a squared error of the outputs is multiplied by to be one of the target.</summary>
    public double SquaredUnit => _half * _half;

    /// <summary>The targets of the rows from <paramref name="first"/> up to <paramref name="end"/>.</summary>
    public Matrix Encode(ClassifierFitTask task, PresentClasses? present, int first, int end)
    {
        var targets = new Matrix(end - first, Outputs);
        for (var i = first; i < end; i++)
        {
            if (present is null)
                targets[i - first, 0] = (task.Targets![i] - _centre) / _half;
            else if (Outputs == 1)
                targets[i - first, 0] = 2 * present.Codes[i] - 1;
            else
            {
                targets.Row(i - first).Fill(-1);
                targets[i - first, present.Codes[i]] = 1;
            }
        }

        return targets;
    }

    /// <summary>What outputs say; of equal ones the first class.</summary>
    public Predictions Decode(Matrix outputs)
    {
        var labels = new int[outputs.Rows];
        if (_classes is null)
        {
            var values = Array.ConvertAll(outputs.Values, y => _centre + _half * y);
            return new Predictions(labels, null) { Values = values };
        }

        var scores = new Matrix(outputs.Rows, _classCount);
        scores.Values.AsSpan().Fill(double.NegativeInfinity);
        for (var i = 0; i < labels.Length; i++)
        {
            if (Outputs == 1)
            {
                scores[i, _classes[0]] = -outputs[i, 0];
                scores[i, _classes[1]] = outputs[i, 0];
                labels[i] = _classes[outputs[i, 0] > 0 ? 1 : 0];
                continue;
            }

            for (var p = 0; p < _classes.Length; p++)
                scores[i, _classes[p]] = outputs[i, p];
            labels[i] = _classes[ArgMax.Of(outputs.Row(i))];
        }

        return new Predictions(labels, null, scores);
    }
}
