using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>
/// One network's progress: where it stands in its epoch, how it does on its validation rows and what it was at its
/// best. Its random numbers depend on its key and its own widths alone.
/// </summary>
internal sealed class MlpReplica
{
    private readonly MlpSettings _settings;
    private readonly MlpRows _rows;
    private readonly RandomStream _shuffle;
    private readonly RandomStream[] _dropout;
    private readonly int[] _order;
    private float[] _factors = [];
    private int _next;
    private int _waited;
    private int _bestCorrect = -1;
    private double _bestLoss = double.PositiveInfinity;

    /// <summary>A replica of a member, in a group of these layers.</summary>
    public MlpReplica(MlpMember member, ParameterLayout group)
    {
        (Member, _settings, _rows) = (member, member.Settings, new MlpRows(member));
        Network = new NarrowNetwork(new ParameterLayout(member.Layers), group);
        var key = member.Work.Key.Value;
        _shuffle = new RandomStream(key, RandomPurpose.Shuffle);
        _dropout = [.. Enumerable.Range(0, _settings.Hidden.Count)
            .Select(l => new RandomStream(key, RandomPurpose.Dropout, l))];
        _order = new int[_rows.Trained];
        StartEpoch();
    }

    /// <summary>What it is a replica of.</summary>
    public MlpMember Member { get; }

    /// <summary>Its network among the group's.</summary>
    public NarrowNetwork Network { get; }

    /// <summary>The epoch that it is in, from 1.</summary>
    public int Epoch { get; private set; }

    /// <summary>How many steps it has taken.</summary>
    public long Steps { get; private set; }

    /// <summary>Why it was stopped without a network; null unless it diverged.</summary>
    public TrainingException? Error { get; private set; }

    /// <summary>The network that it comes to, so far; null before the first epoch has ended.</summary>
    public FoldedNetwork? Best { get; private set; }

    /// <summary>How numbers to learn were scaled.</summary>
    public TargetScale Scale => _rows.Scale;

    /// <summary>What the learning rate of the step at hand is multiplied by.</summary>
    public double RateFactor => _settings.Schedule.FactorAt(Steps, StepsAnEpoch, _settings.MaxEpochs);

    /// <summary>How it went.</summary>
    public FitRecord Record => new(
        Epoch,
        _rows.Validates && double.IsFinite(_bestLoss) ? _bestLoss : null,
        _rows.Validates && Member.Loss != MlpLoss.Squared
            ? Math.Max(0, _bestCorrect) / (double)(_rows.Count - _rows.Trained)
            : null);

    // A last batch of one row is passed over.
    private int StepsAnEpoch => (_rows.Trained - 2 + _settings.Batch) / _settings.Batch;

    /// <summary>The parameters that it starts from, as they lie in the group.</summary>
    public float[] InitialParameters() => Network.Widen(
        InitialWeights.Draw(Network.Layout, _settings.Initialiser, Member.Work.Key.Value, 0));

    /// <summary>
    /// Writes the next batch: rows, targets, weights of the rows for normalisation and of the outputs for the loss.
    /// </summary>
    public void NextBatch(Span<float> rows, Span<float> targets, Span<float> rowWeights, Span<float> outputWeights)
    {
        var count = Math.Min(_settings.Batch, _rows.Trained - _next);
        var (columns, width) = (rows.Length / rowWeights.Length, targets.Length / rowWeights.Length);
        rows.Clear();
        targets.Clear();
        rowWeights.Clear();
        outputWeights.Clear();
        for (var i = 0; i < count; i++)
        {
            var row = _order[_next + i];
            _rows.CopyRow(row, rows[(i * columns)..]);
            rowWeights[i] = 1f / count;
            _rows.SetTarget(row, targets.Slice(i * width, width));
            outputWeights.Slice(i * width, Member.Outputs).Fill(1f / count);
        }

        _next += count;
    }

    /// <summary>
    /// Writes the dropout factors of a hidden layer for the batch at hand, in rows of <paramref name="columns"/>: those
    /// that the network alone would have, whatever the group's width.
    /// </summary>
    public void DropoutFactors(int layer, int columns, Span<float> factors)
    {
        var (rate, own) = (_settings.DropoutOf(layer), Block.PadColumns(_settings.Hidden[layer]));
        if (rate == 0)
        {
            factors.Fill(1);
            return;
        }

        if (own == columns)
        {
            _dropout[layer].Dropout(Steps, rate, factors);
            return;
        }

        var rows = factors.Length / columns;
        if (_factors.Length < rows * own)
            _factors = new float[rows * own];
        _dropout[layer].Dropout(Steps, rate, _factors.AsSpan(0, rows * own));
        for (var i = 0; i < rows; i++)
            _factors.AsSpan(i * own, own).CopyTo(factors[(i * columns)..]);
    }

    /// <summary>
    /// Counts a step; true if the epoch is over. A last batch of one row is passed over: it has no variance.
    /// </summary>
    public bool EndStep()
    {
        Steps++;
        return _next >= _rows.Trained - 1;
    }

    /// <summary>
    /// Judges the network at the end of an epoch, on validation rows alone; false if training is over, which it also is
    /// where a loss, the training rows' or theirs, is no longer a number.
    /// </summary>
    /// <param name="trainingLoss">The sum of the losses of all steps.</param>
    /// <param name="network">The network; not asked for where the loss is not finite.</param>
    public bool EndEpoch(double trainingLoss, Func<FoldedNetwork> network)
    {
        if (!double.IsFinite(trainingLoss))
            return Diverge();
        var now = network();
        _waited++;
        if (_rows.Validates)
        {
            var score = _rows.Judge(now);
            if (!double.IsFinite(score.Loss))
                return Diverge();
            if (Improves(score))
                (_waited, Best) = (0, now);
        }
        else
        {
            (_waited, Best) = (0, now);
        }

        if (!_settings.RestoreBest)
            Best = now;
        if (_waited >= _settings.Patience || Epoch >= _settings.MaxEpochs)
            return false;
        StartEpoch();
        return true;
    }

    private bool Improves(MlpScore score)
    {
        var (moreCorrect, lessLoss) = (score.Correct > _bestCorrect, score.Loss < _bestLoss);
        _bestCorrect = Math.Max(_bestCorrect, score.Correct);
        _bestLoss = Math.Min(_bestLoss, score.Loss);
        return _settings.MonitorLoss || Member.Loss == MlpLoss.Squared ? lessLoss : moreCorrect;
    }

    private bool Diverge()
    {
        Error = new TrainingException($"diverged: the loss is not finite in epoch {Epoch} of {_settings.MaxEpochs}");
        return false;
    }

    private void StartEpoch()
    {
        _shuffle.Permutation(Epoch, _order);
        Epoch++;
        _next = 0;
    }
}
