using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators;

/// <summary>One replica's rows, its order of them, its random streams and the record of its fit.</summary>
internal sealed class GanReplica
{
    private readonly float[] _rows;
    private readonly int _columns;
    private readonly int[] _order;
    private readonly GanSettings _settings;
    private readonly StageKey _key;
    private readonly RandomStream _shuffle;
    private readonly RandomStream _noise;
    private readonly RandomStream _places;
    private readonly LatentNoise _latent;
    private readonly List<GeneratorEvaluation> _evaluations = [];
    private GanEvaluator? _evaluator;
    private int _settled;
    private int? _stoppedAfter;

    /// <summary>A replica for a task that stands at <paramref name="place"/> in its group's list.</summary>
    public GanReplica(int place, GeneratorFitTask task, GanSettings settings)
    {
        (Place, _key, _settings) = (place, task.Key, settings);
        Codec = new RowCodec(task.Table, settings.Codec);
        _rows = Codec.Encode(task.Table);
        _columns = Block.PadColumns(Codec.Width);
        _order = new int[task.Table.Labels.Length];
        _latent = new LatentNoise(settings.Distribution, settings.Networks.Latent);
        _shuffle = new RandomStream(_key.Value, RandomPurpose.Shuffle);
        _noise = new RandomStream(_key.Value, RandomPurpose.Noise);
        _places = new RandomStream(_key.Value, RandomPurpose.Interpolation);
    }

    /// <summary>The place of its task in the group's list.</summary>
    public int Place { get; }

    /// <summary>The way from table to rows and back.</summary>
    public RowCodec Codec { get; }

    /// <summary>What was recorded, an entry an epoch: generator loss, discriminator loss, D(real), D(fake).</summary>
    public List<(float Generator, float Discriminator, float Real, float Fake)> Epochs { get; } = [];

    /// <summary>The epoch, from 1, in which a loss was not finite; null for none.</summary>
    public int? DivergedIn { get; private set; }

    /// <summary>Whether it trains no further.</summary>
    public bool HasEnded => DivergedIn is not null || _stoppedAfter is not null;

    /// <summary>Shuffles the rows for an epoch.</summary>
    public void StartEpoch(int epoch) => _shuffle.Permutation(epoch, _order);

    /// <summary>Writes <paramref name="count"/> real rows from a place in the epoch's order on.</summary>
    public void Real(int first, int count, Span<float> rows)
    {
        rows.Clear();
        for (var i = 0; i < count; i++)
            _rows.AsSpan(_order[first + i] * _columns, _columns).CopyTo(rows[(i * _columns)..]);
    }

    /// <summary>Writes the noise of a step, padded.</summary>
    public void Noise(long step, int count, Span<float> rows) => _latent.Fill(_noise, step, count, rows);

    /// <summary>Writes the places of a step's interpolates.</summary>
    public void Places(long step, Span<float> places) => _places.Uniform(step, places);

    /// <summary>
    /// Writes the dropout factors of a layer; <paramref name="look"/> tells the passes in one step apart.
    /// </summary>
    public void Dropout(long step, int look, int layer, float rate, Span<float> factors) =>
        new RandomStream(_key.Value, RandomPurpose.Dropout, (look << 8) | layer).Dropout(step, rate, factors);

    /// <summary>
    /// Takes down an epoch's means; false where a loss is not finite, so that the replica ends here.
    /// </summary>
    public bool Record(int epoch, (float Generator, float Discriminator, float Real, float Fake) means)
    {
        if (float.IsFinite(means.Generator) && float.IsFinite(means.Discriminator))
            Epochs.Add(means);
        else
            DivergedIn = epoch + 1;
        return DivergedIn is null;
    }

    /// <summary>
    /// Evaluates the networks as they are after an epoch, and ends the training if they have settled.
    /// </summary>
    public void Evaluate(
        bool wasserstein, FoldedNetwork generator, FoldedNetwork discriminator, int epoch, double rate)
    {
        _evaluator ??= new GanEvaluator(wasserstein, _rows, Codec.Width, EvaluationNoise());
        var evaluation = _evaluator.Evaluate(generator, discriminator, epoch + 1, rate);
        if (!GanEvaluator.IsFinite(evaluation))
        {
            DivergedIn = epoch + 1;
            return;
        }

        _evaluations.Add(evaluation);
        _settled = evaluation.Convergence < _settings.Watch.StopBelow ? _settled + 1 : 0;
        if (_settled >= _settings.Watch.Patience && epoch + 1 < _settings.Epochs)
            _stoppedAfter = epoch + 1;
    }

    /// <summary>The result of the fit, which ends with an epoch.</summary>
    public GeneratorFit Finish(FoldedNetwork generator, int epoch, double seconds)
    {
        if (DivergedIn is null && !generator.IsFinite)
            DivergedIn = epoch + 1;
        if (DivergedIn is { } diverged)
        {
            return new GeneratorFit(null, new TrainingException(
                $"diverged: the loss is not finite in epoch {diverged} of {_settings.Epochs}"));
        }

        var trace = new GeneratorTrace(
            _key,
            [.. Epochs.Select(e => e.Generator)],
            [.. Epochs.Select(e => e.Discriminator)],
            [.. Epochs.Select(e => e.Real)],
            [.. Epochs.Select(e => e.Fake)],
            seconds)
        {
            Details = Details(generator),
        };
        return new GeneratorFit(new FittedGan(
            generator, Codec, _settings.Distribution, _settings.Networks.Latent, trace));
    }

    private float[] EvaluationNoise()
    {
        var noise = new float[_order.Length * _latent.Columns];
        _latent.Fill(new RandomStream(_key.Value, RandomPurpose.Evaluation), 0, _order.Length, noise);
        return noise;
    }

    private float[] Path(FoldedNetwork generator, int points)
    {
        var table = Codec.Decode(generator.Run(_latent.Line(points)), points);
        var path = new float[points * Codec.TableWidth];
        for (var i = 0; i < points; i++)
        {
            var row = path.AsSpan(i * Codec.TableWidth, Codec.TableWidth);
            for (var j = 0; j < row.Length - 1; j++)
                row[j] = (float)table.Features[i, j];
            row[^1] = table.Targets is { } targets ? (float)targets[i] : table.Labels[i];
        }

        return path;
    }

    private TraceDetails? Details(FoldedNetwork generator)
    {
        var points = _settings.Watch.Interpolation;
        if (_evaluations.Count == 0 && points == 0)
            return null;
        return new TraceDetails
        {
            Evaluations = _evaluations,
            ConstantColumns = EvaluationColumns.Constant(_evaluations),
            LatentPath = points == 0 ? [] : Path(generator, points),
            LatentWidth = points == 0 ? 0 : Codec.TableWidth,
            StoppedEpoch = _stoppedAfter,
        };
    }
}
