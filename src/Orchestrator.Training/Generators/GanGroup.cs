using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// K GANs that train together on tables of one shape: batches, noise and dropout factors of every step, the two
/// networks and the record. How a step moves them is the descendant's. Not thread-safe; disposing frees the engine.
/// </summary>
internal abstract class GanGroup : IDisposable
{
    private readonly GanReplica[] _replicas;
    private readonly int _rowCount;

    /// <summary>A group for tasks of one shape, with its own engine.</summary>
    protected GanGroup(FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, GanSettings settings)
    {
        (Engine, Settings) = (engine, settings);
        _rowCount = tasks[0].Table.Labels.Length;
        _replicas = [.. tasks.Select(task => new GanReplica(task, settings))];
        BatchRows = Math.Min(settings.Batch, _rowCount);
        PaddedRows = Block.PadRows(BatchRows);
        var width = _replicas[0].Codec.Width;
        Generator = Start(tasks, settings.Generator(width), 0);
        Discriminator = Start(tasks, settings.Discriminator(width), 1);
        var columns = Block.PadColumns(width);
        NoiseRows = engine.Allocate(PaddedRows, Block.PadColumns(settings.Latent));
        RealRows = engine.Allocate(PaddedRows, columns);
        FakeGradient = engine.Allocate(PaddedRows, columns);
        LogitWeights = Constant(
            PaddedRows, Block.ColumnStep, (row, column) => row < BatchRows && column == 0 ? 1f / BatchRows : 0);
        RowWeights = Constant(1, PaddedRows, (_, row) => row < BatchRows ? 1f / BatchRows : 0);
        RealTotal = engine.Allocate(1, Block.ColumnStep);
        FakeTotal = engine.Allocate(1, Block.ColumnStep);
    }

    /// <summary>The arithmetic.</summary>
    protected FusionEngine Engine { get; }

    /// <summary>The settings that both GANs share.</summary>
    protected GanSettings Settings { get; }

    /// <summary>Rows of a batch: as set, or all there are if those are fewer.</summary>
    protected int BatchRows { get; }

    /// <summary>Rows of a batch with padding.</summary>
    protected int PaddedRows { get; }

    /// <summary>G.</summary>
    protected DenseNetwork Generator { get; }

    /// <summary>D.</summary>
    protected DenseNetwork Discriminator { get; }

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

    /// <summary>Trains all epochs and returns the generators in the order of the tasks.</summary>
    /// <exception cref="TrainingException">A loss is not finite.</exception>
    public IReadOnlyList<FittedGenerator> Train(TrainingContext context)
    {
        var started = context.Time.GetTimestamp();
        var stepsAnEpoch = _rowCount / BatchRows;
        for (var epoch = 0; epoch < Settings.Epochs; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (var replica in _replicas)
                replica.StartEpoch(epoch);
            for (var s = 0; s < stepsAnEpoch; s++)
            {
                var step = ((long)epoch * stepsAnEpoch) + s;
                StageBatch(step, s * BatchRows);
                Step(step);
            }

            for (var k = 0; k < _replicas.Length; k++)
                Record(k, epoch, stepsAnEpoch);
            ClearTotals();
            context.Epochs?.EpochEnded(Mean(epoch));
        }

        var seconds = context.Time.GetElapsedTime(started).TotalSeconds / _replicas.Length;
        return [.. _replicas.Select((replica, k) => Finish(replica, k, seconds))];
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

    /// <summary>Fills a pass's dropout factors for a step.</summary>
    protected void FillDropout(DensePass pass, long step, int look)
    {
        for (var l = 0; l < Settings.HiddenLayers; l++)
        {
            if (pass.DropoutFactors(l) is not { } factors)
                continue;
            for (var k = 0; k < _replicas.Length; k++)
                _replicas[k].Dropout(step, look, l, Settings.Dropout, Engine.Stage(factors, k));
            Engine.Commit(factors);
        }
    }

    /// <summary>Fills the places of a step's interpolates, [K, 1, B].</summary>
    protected void FillPlaces(Block places, long step)
    {
        for (var k = 0; k < _replicas.Length; k++)
            _replicas[k].Places(step, Engine.Stage(places, k));
        Engine.Commit(places);
    }

    /// <summary>A block of values that never change, the same for all replicas.</summary>
    protected Block Constant(int rows, int columns, Func<int, int, float> value)
    {
        var block = Engine.Allocate(rows, columns);
        for (var k = 0; k < _replicas.Length; k++)
        {
            var values = Engine.Stage(block, k);
            for (var i = 0; i < values.Length; i++)
                values[i] = value(i / columns, i % columns);
        }

        Engine.Commit(block);
        return block;
    }

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
                k, InitialWeights.Draw(nets.Layout, WeightInitialiser.GlorotUniform, tasks[k].Key.Value, network));
        nets.Commit();
        return nets;
    }

    private void StageBatch(long step, int first)
    {
        for (var k = 0; k < _replicas.Length; k++)
        {
            _replicas[k].Real(first, BatchRows, Engine.Stage(RealRows, k));
            _replicas[k].Noise(step, BatchRows, Engine.Stage(NoiseRows, k));
        }

        Engine.Commit(RealRows);
        Engine.Commit(NoiseRows);
    }

    private void Record(int replica, int epoch, int steps)
    {
        var (generator, discriminator, real, fake) = Sums(replica);
        if (!float.IsFinite(generator) || !float.IsFinite(discriminator))
            throw new TrainingException($"The loss is not finite in epoch {epoch + 1} of {Settings.Epochs}.");
        _replicas[replica].Epochs.Add((generator / steps, discriminator / steps, real / steps, fake / steps));
    }

    private EpochLosses Mean(int epoch) => new(
        epoch + 1,
        Settings.Epochs,
        _replicas.Average(replica => (double)replica.Epochs[epoch].Generator),
        _replicas.Average(replica => (double)replica.Epochs[epoch].Discriminator));

    private FittedGan Finish(GanReplica replica, int k, double seconds)
    {
        var parameters = new float[Generator.Layout.Count];
        var running = new float[Generator.Running.Columns];
        Engine.Download(Generator.Parameters, k, parameters);
        Engine.Download(Generator.Running, k, running);
        var trace = new GeneratorTrace(
            replica.Key,
            [.. replica.Epochs.Select(e => e.Generator)],
            [.. replica.Epochs.Select(e => e.Discriminator)],
            [.. replica.Epochs.Select(e => e.Real)],
            [.. replica.Epochs.Select(e => e.Fake)],
            seconds);
        return new FittedGan(
            new FoldedNetwork(Generator.Layout, parameters, running), replica.Codec, Settings.Latent, trace);
    }
}
