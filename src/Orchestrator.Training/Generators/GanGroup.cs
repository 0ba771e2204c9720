using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// K GANs that train together on tables of one shape: batches, noise and dropout factors of every step, the two
/// networks and the record. How a step moves them is the descendant's. A replica that stops or diverges is dropped from
/// every block; the others go on as if it had never been there. Not thread-safe; disposing frees the engine.
/// </summary>
internal abstract class GanGroup : IDisposable
{
    private readonly List<GanReplica> _replicas;
    private readonly GanOptimiser _generatorSteps;
    private readonly GanOptimiser _discriminatorSteps;
    private readonly int _stepsAnEpoch;
    private double _rateFactor = 1;

    /// <summary>A group for tasks of one shape, with its own engine.</summary>
    protected GanGroup(FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, GanSettings settings)
    {
        (Engine, Settings) = (engine, settings);
        _replicas = [.. tasks.Select((task, place) => new GanReplica(place, task, settings))];
        var rowCount = tasks[0].Table.Labels.Length;
        BatchRows = Math.Min(settings.Batch, rowCount);
        _stepsAnEpoch = rowCount / BatchRows;
        PaddedRows = Block.PadRows(BatchRows);
        var width = _replicas[0].Codec.Width;
        Generator = Start(tasks, settings.Networks.Generator(width), 0);
        Discriminator = Start(tasks, settings.Networks.Discriminator(width), 1);
        _generatorSteps = new GanOptimiser(engine, Generator, settings.Optimiser);
        _discriminatorSteps = new GanOptimiser(engine, Discriminator, settings.Optimiser);
        Average = settings.Ema > 0 ? engine.Allocate(1, Generator.Layout.Count) : null;
        if (Average is not null)
            Copy(Average, Generator.Parameters);
        var columns = Block.PadColumns(width);
        NoiseRows = engine.Allocate(PaddedRows, Block.PadColumns(settings.Networks.Latent));
        RealRows = engine.Allocate(PaddedRows, columns);
        FakeGradient = engine.Allocate(PaddedRows, columns);
        LogitWeights = Constant(
            PaddedRows, Block.ColumnStep, (row, column) => row < BatchRows && column == 0 ? 1f / BatchRows : 0);
        RowWeights = Constant(1, PaddedRows, (_, row) => row < BatchRows ? 1f / BatchRows : 0);
        RealTotal = engine.Allocate(1, Block.ColumnStep);
        FakeTotal = engine.Allocate(1, Block.ColumnStep);
    }

    /// <summary>G.</summary>
    public DenseNetwork Generator { get; }

    /// <summary>D.</summary>
    public DenseNetwork Discriminator { get; }

    /// <summary>The running average of the generator's parameters, [K, 1, P]; null where none is kept.</summary>
    public Block? Average { get; }

    /// <summary>The arithmetic.</summary>
    protected FusionEngine Engine { get; }

    /// <summary>The settings that all GANs share.</summary>
    protected GanSettings Settings { get; }

    /// <summary>Rows of a batch: as set, or all there are if those are fewer.</summary>
    protected int BatchRows { get; }

    /// <summary>Rows of a batch with padding.</summary>
    protected int PaddedRows { get; }

    /// <summary>z of the step, [K, B, latent].</summary>
    protected Block NoiseRows { get; }

    /// <summary>The real rows of the step, [K, B, D].</summary>
    protected Block RealRows { get; }

    /// <summary>Where the gradient of the generated rows goes, [K, B, D].</summary>
    protected Block FakeGradient { get; }

    /// <summary>1 / B in the logit's column of each row that counts, [K, B, 16].</summary>
    protected Block LogitWeights { get; }

    /// <summary>1 / B for each row that counts, [K, 1, B].</summary>
    protected Block RowWeights { get; }

    /// <summary>Where D(real) of the epoch's steps adds up, [K, 1, 16].</summary>
    protected Block RealTotal { get; }

    /// <summary>Where D(fake) of the epoch's steps adds up.</summary>
    protected Block FakeTotal { get; }

    /// <summary>Whether D is a critic: its values are no logits.</summary>
    protected abstract bool IsWasserstein { get; }

    /// <summary>
    /// Trains all epochs; the fits come in the order of the tasks, those that diverged with their error.
    /// </summary>
    public IReadOnlyList<GeneratorFit> Train(TrainingContext context)
    {
        var fits = new GeneratorFit[_replicas.Count];
        var (started, shared) = (context.Time.GetTimestamp(), 0.0);
        for (var epoch = 0; epoch < Settings.Epochs && _replicas.Count > 0; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            RunEpoch(epoch);
            for (var k = 0; k < _replicas.Count; k++)
                EndEpoch(k, epoch);
            ClearTotals();
            context.Epochs?.EpochEnded(Mean(epoch));
            if (epoch + 1 < Settings.Epochs && _replicas.TrueForAll(replica => !replica.HasEnded))
                continue;

            // Since the last stop the same replicas have trained: each has had an equal share of that time.
            var now = context.Time.GetTimestamp();
            shared += context.Time.GetElapsedTime(started, now).TotalSeconds / _replicas.Count;
            Release(fits, epoch, shared);
            started = context.Time.GetTimestamp();
        }

        return fits;
    }

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();

    /// <summary>One training step on the batch that is in place.</summary>
    protected abstract void Step(long step);

    /// <summary>The epoch's losses and scores of a replica, sums over its steps.</summary>
    protected abstract (float Generator, float Discriminator, float Real, float Fake) Sums(int replica);

    /// <summary>Sets the epoch's sums to zero.</summary>
    protected virtual void ClearTotals()
    {
        Engine.Clear(RealTotal);
        Engine.Clear(FakeTotal);
    }

    /// <summary>Whether the generator moves in a step: in every n-th, n steps of the discriminator for one.</summary>
    protected bool GeneratorMoves(long step) => (step + 1) % Settings.CriticSteps == 0;

    /// <summary>Moves the generator along its gradients, and its average after it.</summary>
    protected void MoveGenerator()
    {
        _generatorSteps.Step(_rateFactor);
        if (Average is not null)
            Engine.Mix(Average, (float)Settings.Ema, Generator.Parameters, (float)(1 - Settings.Ema));
    }

    /// <summary>Moves the discriminator along its gradients.</summary>
    protected void MoveDiscriminator() => _discriminatorSteps.Step(_rateFactor);

    /// <summary>
    /// Fills a pass's dropout factors for a step; <paramref name="look"/> tells the passes of one step apart: those of
    /// the discriminator are 0, 1 and 2, that of the generator is 3.
    /// </summary>
    protected void FillDropout(DensePass pass, DenseNetwork network, long step, int look)
    {
        for (var l = 0; l < network.Layers.Count; l++)
        {
            if (pass.DropoutFactors(l) is not { } factors)
                continue;
            for (var k = 0; k < _replicas.Count; k++)
                _replicas[k].Dropout(step, look, l, network.Layers[l].Layer.Dropout, Engine.Stage(factors, k));
            Engine.Commit(factors);
        }
    }

    /// <summary>Runs the generator on the step's noise.</summary>
    protected void Generate(DensePass pass, long step)
    {
        FillDropout(pass, Generator, step, 3);
        pass.Forward(NoiseRows);
    }

    /// <summary>Fills the places of a step's interpolates, [K, 1, B].</summary>
    protected void FillPlaces(Block places, long step)
    {
        for (var k = 0; k < _replicas.Count; k++)
            _replicas[k].Places(step, Engine.Stage(places, k));
        Engine.Commit(places);
    }

    /// <summary>A block of values that never change, the same for all replicas.</summary>
    protected Block Constant(int rows, int columns, Func<int, int, float> value)
    {
        var block = Engine.Allocate(rows, columns);
        for (var k = 0; k < _replicas.Count; k++)
        {
            var values = Engine.Stage(block, k);
            for (var i = 0; i < values.Length; i++)
                values[i] = value(i / columns, i % columns);
        }

        Engine.Commit(block);
        return block;
    }

    /// <summary>target = source.</summary>
    protected void Copy(Block target, Block source) => Engine.Activate(target, source, Activation.Identity);

    /// <summary>The first value of a replica's sums.</summary>
    protected float First(Block totals, int replica)
    {
        Span<float> values = stackalloc float[Block.ColumnStep];
        Engine.Download(totals, replica, values);
        return values[0];
    }

    private DenseNetwork Start(IReadOnlyList<GeneratorFitTask> tasks, IReadOnlyList<DenseLayer> layers, int network)
    {
        var nets = new DenseNetwork(Engine, layers);
        for (var k = 0; k < tasks.Count; k++)
            nets.Initialise(
                k, InitialWeights.Draw(nets.Layout, Settings.Networks.Initialiser, tasks[k].Key.Value, network));
        nets.Commit();
        return nets;
    }

    private void RunEpoch(int epoch)
    {
        foreach (var replica in _replicas)
            replica.StartEpoch(epoch);
        for (var s = 0; s < _stepsAnEpoch; s++)
        {
            var step = ((long)epoch * _stepsAnEpoch) + s;
            _rateFactor = Settings.Schedule.FactorAt(step, _stepsAnEpoch, Settings.Epochs);
            StageBatch(step, s * BatchRows);
            Step(step);
        }
    }

    private void StageBatch(long step, int first)
    {
        for (var k = 0; k < _replicas.Count; k++)
        {
            _replicas[k].Real(first, BatchRows, Engine.Stage(RealRows, k));
            _replicas[k].Noise(step, BatchRows, Engine.Stage(NoiseRows, k));
        }

        Engine.Commit(RealRows);
        Engine.Commit(NoiseRows);
    }

    private void EndEpoch(int k, int epoch)
    {
        var (generator, discriminator, real, fake) = Sums(k);
        var means = (
            generator / _stepsAnEpoch, discriminator / _stepsAnEpoch, real / _stepsAnEpoch, fake / _stepsAnEpoch);
        var replica = _replicas[k];
        if (!replica.Record(epoch, means) || !Settings.Watch.IsDue(epoch + 1))
            return;
        replica.Evaluate(
            IsWasserstein, Synthesiser(k), Fold(Discriminator, Discriminator.Parameters, k), epoch,
            Settings.Optimiser.Rate * _rateFactor);
    }

    private EpochLosses Mean(int epoch)
    {
        var sound = _replicas.FindAll(replica => replica.DivergedIn is null);
        return sound.Count == 0
            ? new EpochLosses(epoch + 1, Settings.Epochs, null, null)
            : new EpochLosses(
                epoch + 1,
                Settings.Epochs,
                sound.Average(replica => (double)replica.Epochs[epoch].Generator),
                sound.Average(replica => (double)replica.Epochs[epoch].Discriminator));
    }

    private void Release(GeneratorFit[] fits, int epoch, double seconds)
    {
        var last = epoch + 1 == Settings.Epochs;
        var survivors = new List<int>();
        for (var k = 0; k < _replicas.Count; k++)
        {
            if (last || _replicas[k].HasEnded)
                fits[_replicas[k].Place] = _replicas[k].Finish(Synthesiser(k), epoch, seconds);
            else
                survivors.Add(k);
        }

        var staying = survivors.ConvertAll(k => _replicas[k]);
        _replicas.Clear();
        _replicas.AddRange(staying);
        if (staying.Count > 0)
            Engine.Compact(survivors.ToArray());
    }

    private FoldedNetwork Synthesiser(int replica) => Fold(Generator, Average ?? Generator.Parameters, replica);

    private FoldedNetwork Fold(DenseNetwork network, Block parameters, int replica)
    {
        var values = new float[network.Layout.Count];
        var running = new float[network.Running.Columns];
        Engine.Download(parameters, replica, values);
        Engine.Download(network.Running, replica, running);
        return new FoldedNetwork(network.Layout, values, running);
    }
}
