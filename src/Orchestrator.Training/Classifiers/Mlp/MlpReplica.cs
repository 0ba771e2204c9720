using Orchestrator.Training.Fusion;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>
/// One network's data and progress: which rows it trains on, where it stands in its epoch, how it does on its
/// validation rows and what it was at its best. Training rows are the first ones given, validation rows the last.
/// </summary>
internal sealed class MlpReplica
{
    private readonly MlpSettings _settings;
    private readonly float[] _rows;
    private readonly int[] _labels;
    private readonly int _columns;
    private readonly int _trained;
    private readonly RandomStream _shuffle;
    private readonly RandomStream[] _dropout;
    private readonly int[] _order;
    private int _next;
    private int _epoch;
    private int _waited;
    private int _bestCorrect = -1;
    private long _step;

    /// <summary>A replica for a task, which stands at this place in the list given.</summary>
    public MlpReplica(int task, ClassifierFitTask work, MlpSettings settings)
    {
        (Task, ClassCount, _settings) = (task, work.ClassCount, settings);
        _labels = work.Labels;
        _columns = Block.PadColumns(work.Features.Columns);
        _rows = Pad(work.Features, _columns);
        _trained = TrainingRows(work.Features.Rows, settings.ValidationSplit);
        _shuffle = new RandomStream(work.Key.Value, RandomPurpose.Shuffle);
        _dropout = [.. Enumerable.Range(0, settings.HiddenLayers)
            .Select(l => new RandomStream(work.Key.Value, RandomPurpose.Dropout, l))];
        _order = new int[_trained];
        StartEpoch();
    }

    /// <summary>The task's place in the list given.</summary>
    public int Task { get; }

    /// <summary>The number of classes of the data set.</summary>
    public int ClassCount { get; }

    /// <summary>The epoch that it is in, from 1.</summary>
    public int Epoch => _epoch;

    /// <summary>How many steps it has taken.</summary>
    public long Steps => _step;

    /// <summary>The best network so far; null before the first epoch has ended.</summary>
    public FoldedNetwork? Best { get; private set; }

    /// <summary>
    /// Rows to train on of n: the rest is for validation. At least two, and all of them where none can be spared.
    /// </summary>
    public static int TrainingRows(int rows, double validationSplit) =>
        Math.Min(rows, Math.Max(2, (int)(rows * (1 - validationSplit))));

    /// <summary>Rows of features as padded floats.</summary>
    public static float[] Pad(Preprocessing.Matrix features, int columns)
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

    /// <summary>
    /// Writes the next batch: rows, targets, weights of the rows for normalisation and of the logits for the loss.
    /// </summary>
    public void NextBatch(Span<float> rows, Span<float> targets, Span<float> rowWeights, Span<float> logitWeights)
    {
        var count = Math.Min(_settings.Batch, _trained - _next);
        var width = targets.Length / rowWeights.Length;
        rows.Clear();
        targets.Clear();
        rowWeights.Clear();
        logitWeights.Clear();
        for (var i = 0; i < count; i++)
        {
            var row = _order[_next + i];
            _rows.AsSpan(row * _columns, _columns).CopyTo(rows[(i * _columns)..]);
            rowWeights[i] = 1f / count;
            if (ClassCount == 2)
                targets[i * width] = _labels[row];
            else
                targets[(i * width) + _labels[row]] = 1;
            logitWeights.Slice(i * width, ClassCount == 2 ? 1 : ClassCount).Fill(1f / count);
        }

        _next += count;
    }

    /// <summary>Writes the dropout factors of a hidden layer for the batch at hand.</summary>
    public void DropoutFactors(int layer, Span<float> factors) =>
        _dropout[layer].Dropout(_step, _settings.Dropout, factors);

    /// <summary>
    /// Counts a step; true if the epoch is over. A last batch of one row is passed over: it has no variance.
    /// </summary>
    public bool EndStep()
    {
        _step++;
        return _next >= _trained - 1;
    }

    /// <summary>
    /// Judges the network at the end of an epoch, on validation rows alone; false if training is over.
    /// </summary>
    public bool EndEpoch(FoldedNetwork network)
    {
        var correct = Correct(network);
        _waited++;
        if (correct > _bestCorrect || _trained == _labels.Length)
            (_bestCorrect, _waited, Best) = (correct, 0, network);
        if (_waited >= _settings.Patience || _epoch >= _settings.MaxEpochs)
            return false;
        StartEpoch();
        return true;
    }

    private int Correct(FoldedNetwork network)
    {
        var outputs = network.Run(_rows.AsSpan(_trained * _columns));
        var correct = 0;
        for (var i = _trained; i < _labels.Length; i++)
        {
            var logits = outputs.AsSpan((i - _trained) * network.OutputColumns, network.OutputColumns);
            correct += MlpClassifier.LabelOf(logits, ClassCount) == _labels[i] ? 1 : 0;
        }

        return correct;
    }

    private void StartEpoch()
    {
        _shuffle.Permutation(_epoch, _order);
        _epoch++;
        _next = 0;
    }
}
