using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Optimisers;
using Orchestrator.Training.Generators.Tabular;

namespace Orchestrator.Training.Generators.Tvae;

/// <summary>
/// Steps of TVAE (Xu et al. 2019, section 4.5): the negative evidence lower bound of a variational autoencoder whose
/// numbers are normal around the decoder's tanh with a learned deviation of each column, and whose one-hot runs are
/// categorical.
/// </summary>
internal sealed class TvaeGroup : TabularGroup
{
    private const float FirstDeviation = 0.1f;
    private const float LeastDeviation = 0.01f;
    private const float MostDeviation = 1;

    private readonly TvaeSettings _settings;
    private readonly int _rows;
    private readonly DensePass _encoded;
    private readonly DensePass _decoded;
    private readonly DecayedAdam[] _steps;
    private readonly Block _real;
    private readonly Block _noise;
    private readonly Block _latent;
    private readonly Block _latentGradient;
    private readonly Block _headGradient;
    private readonly Block _outputGradient;
    private readonly Block _shift;
    private readonly Block _rowWeights;
    private readonly Block _lossWeights;

    /// <summary>A group of replicas of one layout and number of rows.</summary>
    public TvaeGroup(FusionEngine engine, IReadOnlyList<CodedTask> tasks, TvaeSettings settings)
        : base(
            engine, [.. tasks.Select((task, place) => new TvaeReplica(place, task, settings))], settings.Epochs,
            (tasks[0].Task.Table.Labels.Length + settings.Batch - 1) / settings.Batch)
    {
        _settings = settings;
        _rows = tasks[0].Task.Table.Labels.Length;
        var (rows, columns) = (Block.PadRows(Math.Min(settings.Batch, _rows)), Layout.Groups.PaddedWidth);
        var embedding = Block.PadColumns(settings.Embedding);
        Encoder = Start(
            settings.EncoderLayers(Layout.Width),
            (replica, layout) => ((TvaeReplica)replica).StartEncoder(layout));
        Decoder = Start(
            settings.DecoderLayers(Layout.Width),
            (replica, layout) => ((TvaeReplica)replica).StartDecoder(layout));
        (_encoded, _decoded) = (
            new DensePass(engine, Encoder, rows, null, dropout: false),
            new DensePass(engine, Decoder, rows, null, dropout: false));
        (Deviations, DeviationGradient) = (engine.Allocate(1, columns), engine.Allocate(1, columns));
        _steps =
        [
            new DecayedAdam(engine, Encoder.Parameters, Encoder.Gradients, settings.Optimiser),
            new DecayedAdam(engine, Decoder.Parameters, Decoder.Gradients, settings.Optimiser),
            new DecayedAdam(engine, Deviations, DeviationGradient, settings.Optimiser),
        ];
        (_real, _noise) = (engine.Allocate(rows, columns), engine.Allocate(rows, embedding));
        (_latent, _latentGradient) = (engine.Allocate(rows, embedding), engine.Allocate(rows, embedding));
        (_headGradient, _outputGradient) = (engine.Allocate(rows, 2 * embedding), engine.Allocate(rows, columns));
        _shift = engine.Allocate(1, columns);
        (_rowWeights, _lossWeights) = (engine.Allocate(1, rows), engine.Allocate(1, rows));
        Fill(_shift, (replica, values) => ((TvaeReplica)replica).Shift(values));
        Fill(Deviations, (_, values) => values.Fill(FirstDeviation));
    }

    /// <summary>Rows to latent space.</summary>
    public DenseNetwork Encoder { get; }

    /// <summary>Latent space to rows.</summary>
    public DenseNetwork Decoder { get; }

    /// <summary>σ of each column, [K, 1, D]; of meaning at places.</summary>
    public Block Deviations { get; }

    /// <summary>Their gradient.</summary>
    public Block DeviationGradient { get; }

    /// <inheritdoc/>
    internal override void StartEpoch(int epoch)
    {
        foreach (var replica in Replicas)
            ((TvaeReplica)replica).Shuffle(epoch);
    }

    /// <inheritdoc/>
    protected override void Step(long step, int inEpoch)
    {
        Gradients(step, inEpoch);
        foreach (var optimiser in _steps)
            optimiser.Step();
        Engine.Clamp(Deviations, LeastDeviation, MostDeviation);
    }

    /// <summary>Sets all gradients on a step's rows; the loss is added to the epoch's.</summary>
    internal void Gradients(long step, int inEpoch)
    {
        var first = inEpoch * _settings.Batch;
        var count = Math.Min(_settings.Batch, _rows - first);
        Fill(_real, (replica, rows) => ((TvaeReplica)replica).Real(first, count, rows));
        Fill(_noise, (replica, rows) => ((TvaeReplica)replica).Noise(step, count, rows));
        Fill(_rowWeights, (_, weights) => weights[..count].Fill(1f / count));
        Fill(_lossWeights, (_, weights) => weights[..count].Fill(_settings.LossFactor / count));
        _encoded.Forward(_real);
        Engine.Reparameterise(_latent, _encoded.Output, _noise);
        _decoded.Forward(_latent);
        Engine.GroupLoss(
            _outputGradient, _decoded.Output, _shift, _real, _lossWeights, Layout.Groups, add: false, Total);
        Engine.PlaceLoss(
            _outputGradient, DeviationGradient, _decoded.Output, Deviations, _real, _lossWeights, Layout.Groups,
            Total);
        _decoded.BackwardToBoth(_latent, _outputGradient, _latentGradient, add: false);
        Engine.ReparameteriseGradient(
            _headGradient, _latentGradient, _encoded.Output, _noise, _rowWeights, Total);
        _encoded.Backward(_real, _headGradient, add: false);
    }

    /// <inheritdoc/>
    internal override float[] Sums(int replica) => [First(Total, replica)];

    /// <inheritdoc/>
    protected override FittedGenerator? Fitted(int replica, GeneratorTrace trace)
    {
        var (parameters, running) = Download(Decoder, replica);
        var network = new FoldedNetwork(Decoder.Layout, parameters, running);
        var deviations = new float[Deviations.Columns];
        Engine.Download(Deviations, replica, deviations);
        return network.IsFinite && Array.TrueForAll(deviations, float.IsFinite)
            ? new FittedTvae(network, Replicas[replica].Codec, deviations, _settings.Embedding, trace)
            : null;
    }
}
