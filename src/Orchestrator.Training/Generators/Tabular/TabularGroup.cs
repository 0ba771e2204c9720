using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators.Tabular;

/// <summary>
/// K generators that train together on tables of one layout. A replica that diverges is dropped from every block; the
/// others go on as if it had never been there. Not thread-safe; disposing frees the engine.
/// </summary>
internal abstract class TabularGroup : IDisposable
{
    private readonly int _epochs;
    private readonly int _stepsAnEpoch;

    /// <summary>A group with its own engine.</summary>
    protected TabularGroup(
        FusionEngine engine, IReadOnlyList<TabularReplica> replicas, int epochs, int stepsAnEpoch)
    {
        (Engine, _epochs, _stepsAnEpoch) = (engine, epochs, stepsAnEpoch);
        Replicas = [.. replicas];
        Layout = replicas[0].Codec;
        Total = engine.Allocate(1, Block.ColumnStep);
    }

    /// <summary>The replicas that still train.</summary>
    protected List<TabularReplica> Replicas { get; }

    /// <summary>The arithmetic.</summary>
    protected FusionEngine Engine { get; }

    /// <summary>A codec with the layout that all replicas have; what is active is each one's own.</summary>
    protected TabularCodec Layout { get; }

    /// <summary>Where the loss of the epoch's steps adds up, [K, 1, 16].</summary>
    protected Block Total { get; }

    /// <summary>
    /// Trains all epochs; the fits come in the order of the tasks, those that diverged with their error.
    /// </summary>
    public IReadOnlyList<GeneratorFit> Train(TrainingContext context)
    {
        var fits = new GeneratorFit[Replicas.Count];
        var (started, shared) = (context.Time.GetTimestamp(), 0.0);
        for (var epoch = 0; epoch < _epochs && Replicas.Count > 0; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            StartEpoch(epoch);
            for (var s = 0; s < _stepsAnEpoch; s++)
                Step(((long)epoch * _stepsAnEpoch) + s, s);
            for (var k = 0; k < Replicas.Count; k++)
                Replicas[k].Record(epoch, Array.ConvertAll(Sums(k), sum => sum / _stepsAnEpoch));
            ClearTotals();
            context.Epochs?.EpochEnded(Mean(epoch));
            if (epoch + 1 < _epochs && Replicas.TrueForAll(replica => replica.DivergedIn is null))
                continue;

            // Since the last replica ended the same ones have trained: each has had an equal share of that time.
            var now = context.Time.GetTimestamp();
            shared += context.Time.GetElapsedTime(started, now).TotalSeconds / Replicas.Count;
            Release(fits, epoch, shared);
            started = context.Time.GetTimestamp();
        }

        return fits;
    }

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();

    /// <summary>What is due at the start of an epoch.</summary>
    internal virtual void StartEpoch(int epoch)
    {
    }

    /// <summary>One training step, the <paramref name="inEpoch"/>-th of its epoch, from 0.</summary>
    protected abstract void Step(long step, int inEpoch);

    /// <summary>
    /// A replica's sums over the epoch's steps: the generator's loss, and where there is a critic its loss, D(real) and
    /// D(fake).
    /// </summary>
    internal abstract float[] Sums(int replica);

    /// <summary>The generator as it stands; null where a weight is not finite.</summary>
    protected abstract FittedGenerator? Fitted(int replica, GeneratorTrace trace);

    /// <summary>Sets the epoch's sums to zero.</summary>
    internal virtual void ClearTotals() => Engine.Clear(Total);

    /// <summary>Writes what a replica stages; the values are 0 before.</summary>
    protected delegate void Writer(TabularReplica replica, Span<float> values);

    /// <summary>Fills a block for each replica and puts it into place.</summary>
    protected void Fill(Block block, Writer write)
    {
        for (var k = 0; k < Replicas.Count; k++)
        {
            var values = Engine.Stage(block, k);
            values.Clear();
            write(Replicas[k], values);
        }

        Engine.Commit(block);
    }

    /// <summary>The first value of a replica's sums.</summary>
    protected float First(Block totals, int replica)
    {
        Span<float> values = stackalloc float[Block.ColumnStep];
        Engine.Download(totals, replica, values);
        return values[0];
    }

    /// <summary>Networks that start as each replica's draws have it.</summary>
    protected DenseNetwork Start(IReadOnlyList<DenseLayer> layers, Func<TabularReplica, ParameterLayout, float[]> draw)
    {
        var networks = new DenseNetwork(Engine, layers);
        for (var k = 0; k < Replicas.Count; k++)
            networks.Initialise(k, draw(Replicas[k], networks.Layout));
        networks.Commit();
        return networks;
    }

    /// <summary>A replica's parameters and running statistics.</summary>
    protected (float[] Parameters, float[] Running) Download(DenseNetwork network, int replica)
    {
        var (parameters, running) = (new float[network.Layout.Count], new float[network.Running.Columns]);
        Engine.Download(network.Parameters, replica, parameters);
        Engine.Download(network.Running, replica, running);
        return (parameters, running);
    }

    private EpochLosses Mean(int epoch)
    {
        var sound = Replicas.FindAll(replica => replica.DivergedIn is null);
        double? Of(int series) => sound.Count == 0 || sound[0].LastEpoch.Length <= series
            ? null
            : sound.Average(replica => (double)replica.LastEpoch[series]);
        return new EpochLosses(epoch + 1, _epochs, Of(0), Of(1));
    }

    private void Release(GeneratorFit[] fits, int epoch, double seconds)
    {
        var last = epoch + 1 == _epochs;
        var survivors = new List<int>();
        for (var k = 0; k < Replicas.Count; k++)
        {
            if (last || Replicas[k].DivergedIn is not null)
                fits[Replicas[k].Place] = Finish(k, epoch, seconds);
            else
                survivors.Add(k);
        }

        var staying = survivors.ConvertAll(k => Replicas[k]);
        Replicas.Clear();
        Replicas.AddRange(staying);
        if (staying.Count > 0)
            Engine.Compact(survivors.ToArray());
    }

    private GeneratorFit Finish(int k, int epoch, double seconds)
    {
        var replica = Replicas[k];
        if (replica.DivergedIn is null && Fitted(k, replica.Trace(seconds)) is { } fitted)
            return new GeneratorFit(fitted);
        return new GeneratorFit(null, new TrainingException(
            $"diverged: the loss is not finite in epoch {replica.DivergedIn ?? (epoch + 1)} of {_epochs}"));
    }
}
