using Orchestrator.Training.Fusion;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>
/// One network's rows: it trains on the first ones given and is judged on the last. Numbers to learn are standardised
/// by the mean and deviation of the rows that it trains on.
/// </summary>
internal sealed class MlpRows
{
    private readonly MlpLoss _loss;
    private readonly int _classCount;
    private readonly float[] _rows;
    private readonly int[] _labels;
    private readonly float[] _targets = [];
    private readonly int _columns;

    /// <summary>The rows of a member.</summary>
    public MlpRows(MlpMember member)
    {
        var work = member.Work;
        (_loss, _classCount, _labels) = (member.Loss, work.ClassCount, work.Labels);
        _columns = Block.PadColumns(work.Features.Columns);
        _rows = Pad(work.Features, _columns);
        Count = work.Features.Rows;
        Trained = TrainingRows(Count, member.Settings.ValidationSplit);
        if (work.Targets is not { } targets)
            return;
        Scale = TargetScale.Of(targets.AsSpan(0, Trained));
        _targets = Array.ConvertAll(targets, value => (float)((value - Scale.Mean) / Scale.Deviation));
    }

    /// <summary>All rows.</summary>
    public int Count { get; }

    /// <summary>How many of them, the first, are trained on.</summary>
    public int Trained { get; }

    /// <summary>Whether there are rows to judge by.</summary>
    public bool Validates => Trained < Count;

    /// <summary>How numbers to learn were scaled.</summary>
    public TargetScale Scale { get; } = TargetScale.None;

    /// <summary>
    /// Rows to train on of n: the rest is for validation. At least two, and all of them where none can be spared.
    /// </summary>
    public static int TrainingRows(int rows, double validationSplit) =>
        Math.Min(rows, Math.Max(2, (int)(rows * (1 - validationSplit))));

    /// <summary>Rows of features as padded floats.</summary>
    public static float[] Pad(Matrix features, int columns)
    {
        var rows = new float[features.Rows * columns];
        for (var i = 0; i < features.Rows; i++)
        {
            var row = features.Row(i);
            for (var j = 0; j < row.Length; j++)
                rows[(i * columns) + j] = (float)row[j];
        }

        return rows;
    }

    /// <summary>Copies a row into one of a batch.</summary>
    public void CopyRow(int row, Span<float> target) => _rows.AsSpan(row * _columns, _columns).CopyTo(target);

    /// <summary>Writes what the network should say of a row; the rest of the target is zero already.</summary>
    public void SetTarget(int row, Span<float> target)
    {
        if (_loss == MlpLoss.Softmax)
            target[_labels[row]] = 1;
        else
            target[0] = _loss == MlpLoss.Sigmoid ? _labels[row] : _targets[row];
    }

    /// <summary>How a network does on the rows that it does not train on; there must be some.</summary>
    public MlpScore Judge(FoldedNetwork network)
    {
        var outputs = network.Run(_rows.AsSpan(Trained * _columns));
        if (_loss == MlpLoss.Squared)
        {
            var loss = MlpScore.SquaredError(outputs, network.OutputColumns, _targets.AsSpan(Trained));
            return new MlpScore(0, loss * Scale.Deviation * Scale.Deviation);
        }

        var labels = _labels.AsSpan(Trained);
        var correct = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var logits = outputs.AsSpan(i * network.OutputColumns, network.OutputColumns);
            correct += MlpClassifier.LabelOf(logits, _classCount) == labels[i] ? 1 : 0;
        }

        return new MlpScore(correct, MlpScore.CrossEntropy(outputs, network.OutputColumns, labels, _classCount));
    }
}

/// <summary>How numbers to learn are scaled: (value - mean) ÷ deviation.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their population deviation; 1 where they do not differ.</param>
internal readonly record struct TargetScale(double Mean, double Deviation)
{
    /// <summary>Numbers as they are.</summary>
    public static TargetScale None { get; } = new(0, 1);

    /// <summary>The scale of some numbers.</summary>
    public static TargetScale Of(ReadOnlySpan<double> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
            sum += value;
        var mean = sum / values.Length;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        var deviation = Math.Sqrt(squares / values.Length);
        return new TargetScale(mean, deviation > 0 ? deviation : 1);
    }
}
