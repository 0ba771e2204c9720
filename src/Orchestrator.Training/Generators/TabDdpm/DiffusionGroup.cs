using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// K diffusions that train together on tables of one shape. The loss of a step is the mean squared error of the noise
/// in the numbers, plus T times the mean divergence of the categories' step back (the bound on the likelihood, one time
/// of T drawn for each row). A replica that diverges is dropped from every block; the others go on as if it had never
/// been there. Not thread-safe; disposing frees the engine.
/// </summary>
internal sealed class DiffusionGroup : IDisposable
{
    private readonly FusionEngine _engine;
    private readonly TabDdpmSettings _settings;
    private readonly DiffusionShape _shape;
    private readonly List<DiffusionReplica> _replicas;
    private readonly DiffusionBatch _batch;
    private readonly AdamW[] _optimisers;
    private readonly Block _numberWeights;
    private readonly Block _categoryWeights;
    private readonly Block _numberTotal;
    private readonly Block _categoryTotal;
    private readonly Block _gradient;

    /// <summary>A group for tasks of one shape, with its own engine.</summary>
    public DiffusionGroup(
        FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, IReadOnlyList<DiffusionCodec> codecs,
        TabDdpmSettings settings)
    {
        (_engine, _settings, _shape) = (engine, settings, codecs[0].Shape);
        var rows = Math.Min(settings.Batch, tasks[0].Table.Labels.Length);
        _replicas = [.. tasks.Select((task, k) => new DiffusionReplica(k, task, codecs[k], settings, rows))];
        _batch = new DiffusionBatch(engine, _shape, rows);
        Denoiser = new Denoiser(engine, _shape, settings, rows, [.. tasks.Select(task => task.Key)]);
        _optimisers =
        [
            new AdamW(engine, Denoiser.Embedding, settings.Decay),
            new AdamW(engine, Denoiser.Trunk, settings.Decay),
        ];
        var (numbers, runs) = (_shape.Numbers, Math.Max(1, _shape.Runs.Count));
        _numberWeights = Weights(0, numbers, 1f / (Math.Max(1, numbers) * rows));
        _categoryWeights = Weights(numbers, _shape.Width, (float)settings.Noise.Times / (runs * rows));
        _numberTotal = engine.Allocate(1, _shape.Columns);
        _categoryTotal = engine.Allocate(1, _shape.Columns);
        _gradient = engine.Allocate(_batch.Noised.Rows, _shape.Columns);
    }

    /// <summary>The networks.</summary>
    public Denoiser Denoiser { get; }

    /// <summary>
    /// Trains all steps; the fits come in the order of the tasks, those that diverged with their error.
    /// </summary>
    public IReadOnlyList<GeneratorFit> Train(TrainingContext context)
    {
        var fits = new GeneratorFit[_replicas.Count];
        var (started, shared) = (context.Time.GetTimestamp(), 0.0);
        for (var entry = 0; entry < _settings.Entries && _replicas.Count > 0; entry++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var ended = RunEntry(entry) || entry + 1 == _settings.Entries;
            context.Epochs?.EpochEnded(Mean(entry));
            if (!ended)
                continue;

            // Since the last stop the same replicas have trained: each has had an equal share of that time.
            var now = context.Time.GetTimestamp();
            shared += context.Time.GetElapsedTime(started, now).TotalSeconds / _replicas.Count;
            Release(fits, entry, shared);
            started = context.Time.GetTimestamp();
        }

        return fits;
    }

    /// <summary>
    /// Stages a step's batch and works out its loss, which is added to the totals, and the gradients.
    /// </summary>
    public void Differentiate(int step)
    {
        for (var k = 0; k < _replicas.Count; k++)
            _replicas[k].Stage(_engine, k, _batch, step);
        foreach (var block in _batch.Staged)
            _engine.Commit(block);
        FillDropout(step);
        Denoiser.Forward(_batch);
        _engine.SquaredLoss(_gradient, Denoiser.Output, _batch.Noise, _numberWeights, _numberTotal);
        if (_shape.Runs.Count > 0)
        {
            _engine.CategoryLoss(
                _gradient, Denoiser.Output, _batch.Step, _shape.Runs, _categoryWeights, _categoryTotal);
        }

        Denoiser.Backward(_batch, _gradient);
    }

    /// <summary>The loss of a replica added up since this was asked last: of the numbers, of the categories.</summary>
    public (float Gaussian, float Multinomial) Loss(int replica) =>
        (Sum(_numberTotal, replica), Sum(_categoryTotal, replica));

    /// <summary>Sets the losses added up to zero.</summary>
    public void ClearLoss()
    {
        _engine.Clear(_numberTotal);
        _engine.Clear(_categoryTotal);
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    // Whether a replica has diverged.
    private bool RunEntry(int entry)
    {
        var first = entry * _settings.StepsAnEntry;
        var last = Math.Min(first + _settings.StepsAnEntry, _settings.Steps);
        for (var step = first; step < last; step++)
        {
            Differentiate(step);
            foreach (var optimiser in _optimisers)
                optimiser.Step(_settings.RateAt(step));
        }

        var diverged = false;
        for (var k = 0; k < _replicas.Count; k++)
        {
            var (gaussian, multinomial) = Loss(k);
            diverged |= !_replicas[k].Record(entry, gaussian / (last - first), multinomial / (last - first));
        }

        ClearLoss();
        return diverged;
    }

    private EpochLosses Mean(int entry)
    {
        var sound = _replicas.FindAll(replica => replica.DivergedIn is null);
        return new EpochLosses(
            entry + 1, _settings.Entries, sound.Count == 0 ? null : sound.Average(replica => replica.Loss), null);
    }

    private void Release(GeneratorFit[] fits, int entry, double seconds)
    {
        var last = entry + 1 == _settings.Entries;
        var survivors = new List<int>();
        for (var k = 0; k < _replicas.Count; k++)
        {
            if (last || _replicas[k].DivergedIn is not null)
                fits[_replicas[k].Place] = _replicas[k].Finish(Fold(k), seconds);
            else
                survivors.Add(k);
        }

        var staying = survivors.ConvertAll(k => _replicas[k]);
        _replicas.Clear();
        _replicas.AddRange(staying);
        if (staying.Count > 0)
            _engine.Compact(survivors.ToArray());
    }

    private FoldedDenoiser Fold(int replica)
    {
        float[] Download(DenseNetwork network)
        {
            var values = new float[network.Layout.Count];
            _engine.Download(network.Parameters, replica, values);
            return values;
        }

        return new FoldedDenoiser(
            _shape, Denoiser.Embedding.Layout, Download(Denoiser.Embedding), Denoiser.Trunk.Layout,
            Download(Denoiser.Trunk));
    }

    private void FillDropout(int step)
    {
        for (var l = 0; l < _settings.Hidden.Count; l++)
        {
            if (Denoiser.DropoutFactors(l) is not { } factors)
                continue;
            for (var k = 0; k < _replicas.Count; k++)
                _replicas[k].Dropout(step, l, _engine.Stage(factors, k));
            _engine.Commit(factors);
        }
    }

    private Block Weights(int start, int end, float weight)
    {
        var block = _engine.Allocate(_batch.Noised.Rows, _shape.Columns);
        for (var k = 0; k < _replicas.Count; k++)
        {
            for (var i = 0; i < _batch.Count; i++)
                _engine.Stage(block, k)[((i * block.Columns) + start)..((i * block.Columns) + end)].Fill(weight);
        }

        _engine.Commit(block);
        return block;
    }

    private float Sum(Block total, int replica)
    {
        var values = new float[total.Columns];
        _engine.Download(total, replica, values);
        return values.Sum();
    }
}
