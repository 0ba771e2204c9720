using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// K networks that tell the noise in the numbers of a row, and logits of its categories before the noise, from the row
/// at a time, the time and the class (Kotelnikov et al. 2023, section 3): h = row · W + silu(sin t, cos t) · V +
/// silu(class), then hidden layers with relu, then a linear one. Forward and backward are written out on the engine.
/// </summary>
internal sealed class Denoiser
{
    private const double LongestPeriod = 10_000;

    private readonly FusionEngine _engine;
    private readonly DensePass _pass;
    private readonly Block _table;
    private readonly Block _time;
    private readonly SiluPass _timeSilu;
    private readonly SiluPass? _classSilu;
    private readonly Block _timeAdded;
    private readonly Block _hidden;
    private readonly Block _hiddenGradient;
    private readonly Block _embeddedGradient;

    /// <summary>Networks for batches of <paramref name="rows"/> rows, with the first weights of each key.</summary>
    public Denoiser(
        FusionEngine engine, DiffusionShape shape, TabDdpmSettings settings, int rows, IReadOnlyList<StageKey> keys)
    {
        _engine = engine;
        Embedding = new DenseNetwork(engine, EmbeddingLayers(shape, settings.Embedding));
        Trunk = new DenseNetwork(engine, TrunkLayers(shape, settings));
        for (var k = 0; k < keys.Count; k++)
        {
            Embedding.Initialise(
                k, DenoiserWeights.Draw(Embedding.Layout, keys[k].Value, 0, shape.Classes > 0 ? 3 : -1));
            Trunk.Initialise(k, DenoiserWeights.Draw(Trunk.Layout, keys[k].Value, 1, -1));
        }

        Embedding.Commit();
        Trunk.Commit();
        var (padded, columns) = (Block.PadRows(rows), Block.PadColumns(settings.Embedding));
        _table = engine.Allocate(settings.Noise.Times, columns);
        var times = Times(settings.Noise.Times, settings.Embedding);
        for (var k = 0; k < keys.Count; k++)
            times.CopyTo(engine.Stage(_table, k));
        engine.Commit(_table);
        Block Wide() => engine.Allocate(padded, columns);
        (_time, _timeAdded, _hidden, _hiddenGradient, _embeddedGradient) = (Wide(), Wide(), Wide(), Wide(), Wide());
        (_timeSilu, _classSilu) = (new SiluPass(engine, padded, columns), shape.Classes > 0
            ? new SiluPass(engine, padded, columns)
            : null);
        _pass = new DensePass(engine, Trunk, padded, null, settings.Dropout > 0);
    }

    /// <summary>The layers of the embeddings: of time, twice; of the row; of the class, where there are any.</summary>
    public DenseNetwork Embedding { get; }

    /// <summary>The hidden layers and the output.</summary>
    public DenseNetwork Trunk { get; }

    /// <summary>Noise of the numbers and logits of the categories, [K, B, D].</summary>
    public Block Output => _pass.Output;

    /// <summary>The dropout factors of a hidden layer, to be filled before each pass; null without dropout.</summary>
    public Block? DropoutFactors(int layer) => _pass.DropoutFactors(layer);

    /// <summary>cos t ω and sin t ω of every time, ω falling from 1 to 1/10,000, a padded row each.</summary>
    public static float[] Times(int times, int count)
    {
        var (columns, half) = (Block.PadColumns(count), count / 2);
        var table = new float[times * columns];
        for (var t = 0; t < times; t++)
        {
            for (var i = 0; i < half; i++)
            {
                var (sin, cos) = Math.SinCos(t * Math.Exp(-Math.Log(LongestPeriod) * i / half));
                (table[(t * columns) + i], table[(t * columns) + half + i]) = ((float)cos, (float)sin);
            }
        }

        return table;
    }

    /// <summary>Runs the networks on a batch.</summary>
    public void Forward(DiffusionBatch batch)
    {
        _engine.Take(_time, _table, batch.Times);
        var layers = Embedding.Layers;
        _engine.Linear(_timeSilu.Input, _time, layers[0].Weights, layers[0].Bias);
        _timeSilu.Forward();
        _engine.Linear(_timeAdded, _timeSilu.Output, layers[1].Weights, layers[1].Bias);
        _engine.Linear(_hidden, batch.Noised, layers[2].Weights, layers[2].Bias);
        _engine.Add(_hidden, _timeAdded);
        if (_classSilu is not null)
        {
            _engine.Linear(_classSilu.Input, batch.Classes!, layers[3].Weights, null);
            _classSilu.Forward();
            _engine.Add(_hidden, _classSilu.Output);
        }

        _pass.Forward(_hidden);
    }

    /// <summary>Takes the gradient of the output, which it overwrites, back to the gradients of all weights.</summary>
    public void Backward(DiffusionBatch batch, Block gradient)
    {
        _pass.BackwardToBoth(_hidden, gradient, _hiddenGradient, add: false);
        var layers = Embedding.Layers;
        Weigh(layers[2], batch.Noised, _hiddenGradient);
        Weigh(layers[1], _timeSilu.Output, _hiddenGradient);
        _engine.LinearInputGradient(_embeddedGradient, _hiddenGradient, layers[1].Weights);
        _timeSilu.Backward(_embeddedGradient);
        Weigh(layers[0], _time, _embeddedGradient);
        if (_classSilu is null)
            return;
        _classSilu.Backward(_hiddenGradient);
        Weigh(layers[3], batch.Classes!, _hiddenGradient);
    }

    private void Weigh(LayerBlocks layer, Block input, Block gradient)
    {
        _engine.LinearWeightGradient(layer.WeightGradient, input, gradient, add: false);
        if (layer.BiasGradient is not null)
            _engine.ColumnSums(layer.BiasGradient, gradient, add: false);
    }

    private static List<DenseLayer> EmbeddingLayers(DiffusionShape shape, int count)
    {
        DenseLayer Linear(int inputs, bool bias = true) => new(inputs, count, bias, null, Activation.Identity, 0);
        List<DenseLayer> layers = [Linear(count), Linear(count), Linear(shape.Width)];
        if (shape.Classes > 0)
            layers.Add(Linear(shape.Classes, bias: false));
        return layers;
    }

    private static List<DenseLayer> TrunkLayers(DiffusionShape shape, TabDdpmSettings settings)
    {
        var (layers, inputs) = (new List<DenseLayer>(), settings.Embedding);
        foreach (var outputs in settings.Hidden)
        {
            layers.Add(new DenseLayer(inputs, outputs, true, null, Activation.Relu, settings.Dropout));
            inputs = outputs;
        }

        layers.Add(new DenseLayer(inputs, shape.Width, true, null, Activation.Identity, 0));
        return layers;
    }
}
