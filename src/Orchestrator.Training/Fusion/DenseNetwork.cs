namespace Orchestrator.Training.Fusion;

/// <summary>
/// K dense networks of one shape: parameters and gradients are one flat [K, 1, P] block each, of which the layers'
/// matrices are views, so that an optimiser step is one operation. The running statistics of batch normalisation are
/// one block too.
/// </summary>
internal sealed class DenseNetwork
{
    private readonly FusionEngine _engine;

    /// <summary>Networks of zeros on an engine.</summary>
    public DenseNetwork(FusionEngine engine, IReadOnlyList<DenseLayer> layers)
    {
        _engine = engine;
        Layout = new ParameterLayout(layers);
        Parameters = engine.Allocate(1, Layout.Count);
        Gradients = engine.Allocate(1, Layout.Count);
        Running = engine.Allocate(1, Math.Max(Layout.RunningCount, Block.ColumnStep));
        Layers = [.. layers.Select((layer, i) => Views(layer, Layout.Places[i]))];
    }

    /// <summary>Where the parameters lie.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>All parameters, [K, 1, P].</summary>
    public Block Parameters { get; }

    /// <summary>The gradients, as the parameters lie.</summary>
    public Block Gradients { get; }

    /// <summary>Running means and variances, [K, 1, S].</summary>
    public Block Running { get; }

    /// <summary>The layers' matrices.</summary>
    public IReadOnlyList<LayerBlocks> Layers { get; }

    /// <summary>Sets replica k's parameters and its running statistics' start (mean 0, variance 1).</summary>
    public void Initialise(int replica, ReadOnlySpan<float> parameters)
    {
        parameters.CopyTo(_engine.Stage(Parameters, replica));
        var running = _engine.Stage(Running, replica);
        running.Clear();
        for (var i = 0; i < Layout.Layers.Count; i++)
        {
            if (Layout.Layers[i].Norm is not null)
                running.Slice(Layout.Places[i].Variance, Layout.Layers[i].PaddedOutputs).Fill(1);
        }
    }

    /// <summary>Puts what was initialised into place.</summary>
    public void Commit()
    {
        _engine.Commit(Parameters);
        _engine.Commit(Running);
    }

    private LayerBlocks Views(DenseLayer layer, ParameterLayout.Place place)
    {
        Block View(Block flat, int offset, int rows) => _engine.View(flat, offset, rows, layer.PaddedOutputs);
        Block? Optional(Block flat, int offset, bool present) => present ? View(flat, offset, 1) : null;
        var (bias, norm) = (layer.Bias, layer.Norm is not null);
        return new LayerBlocks(
            layer,
            View(Parameters, place.Weights, layer.PaddedInputs).Using(layer.Inputs, layer.Outputs),
            View(Gradients, place.Weights, layer.PaddedInputs).Using(layer.Inputs, layer.Outputs),
            Optional(Parameters, place.Bias, bias),
            Optional(Gradients, place.Bias, bias),
            Optional(Parameters, place.Scale, norm),
            Optional(Gradients, place.Scale, norm),
            Optional(Parameters, place.Shift, norm),
            Optional(Gradients, place.Shift, norm),
            Optional(Running, place.Mean, norm),
            Optional(Running, place.Variance, norm));
    }
}

/// <summary>The matrices of one layer and their gradients; null where the layer has no such part.</summary>
internal sealed record LayerBlocks(
    DenseLayer Layer,
    Block Weights,
    Block WeightGradient,
    Block? Bias,
    Block? BiasGradient,
    Block? Scale,
    Block? ScaleGradient,
    Block? Shift,
    Block? ShiftGradient,
    Block? RunningMean,
    Block? RunningVariance);
