using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators.Ctgan;

/// <summary>
/// Forward and backward through residual blocks: relu(norm(x W)) stands before x itself and both go on to the next
/// block; the last layer is linear. Rows of weight 0 are padding.
/// </summary>
internal sealed class ResidualPass
{
    private readonly FusionEngine _engine;
    private readonly DenseNetwork _network;
    private readonly Block _rowWeights;
    private readonly Stage[] _stages;

    /// <summary>A pass for <paramref name="rows"/> rows, weighted by [K, 1, rows].</summary>
    public ResidualPass(FusionEngine engine, DenseNetwork network, int rows, Block rowWeights)
    {
        (_engine, _network, _rowWeights) = (engine, network, rowWeights);
        _stages = [.. network.Layers.Select((layer, l) => new Stage(engine, layer, rows, l > 0))];
        Output = engine.Allocate(rows, network.Layers[^1].Layer.PaddedOutputs);
    }

    /// <summary>The output of the last layer, [K, rows, N].</summary>
    public Block Output { get; }

    /// <summary>Runs the network on x [K, rows, M].</summary>
    public void Forward(Block x)
    {
        for (var l = 0; l < _stages.Length - 1; l++)
        {
            var (stage, layer) = (_stages[l], _network.Layers[l]);
            _engine.Linear(stage.Linear, x, layer.Weights, null);
            _engine.BatchNorm(stage.Normal, stage.Linear, stage.Norm!, _rowWeights, layer.Layer.Norm!);
            _engine.Activate(stage.Activated, stage.Normal, layer.Layer.Activation);
            var next = _stages[l + 1].Input!;
            _engine.CopyColumns(next, 0, stage.Activated, 0, stage.Activated.Columns, add: false);
            _engine.CopyColumns(next, stage.Activated.Columns, x, 0, x.Columns, add: false);
            x = next;
        }

        _engine.Linear(Output, x, _network.Layers[^1].Weights, _network.Layers[^1].Bias);
    }

    /// <summary>Sets the parameters' gradients from that of the output.</summary>
    public void Backward(Block x, Block dOutput)
    {
        var d = dOutput;
        for (var l = _stages.Length - 1; l >= 0; l--)
        {
            var (stage, layer) = (_stages[l], _network.Layers[l]);
            if (l < _stages.Length - 1)
            {
                var above = _stages[l + 1].InputGradient!;
                _engine.CopyColumns(stage.Linear, 0, above, 0, stage.Linear.Columns, add: false);
                d = stage.Linear;
                _engine.ActivateGradient(d, d, stage.Activated, layer.Layer.Activation);
                _engine.BatchNormGradient(d, d, stage.Norm!, _rowWeights, layer.Layer.Norm!, add: false);
            }

            _engine.LinearWeightGradient(layer.WeightGradient, stage.Input ?? x, d, add: false);
            if (layer.BiasGradient is not null)
                _engine.ColumnSums(layer.BiasGradient, d, add: false);
            if (stage.InputGradient is not { } below)
                continue;
            _engine.LinearInputGradient(below, d, layer.Weights);
            if (l < _stages.Length - 1)
            {
                // The block's input went on past it too.
                _engine.CopyColumns(
                    below, 0, _stages[l + 1].InputGradient!, stage.Linear.Columns, below.Columns, add: true);
            }
        }
    }

    /// <summary>What one block keeps. Its linear part's memory holds the gradient on the way back.</summary>
    private sealed class Stage
    {
        public Stage(FusionEngine engine, LayerBlocks parts, int rows, bool hasInput)
        {
            var (inputs, columns) = (parts.Layer.PaddedInputs, parts.Layer.PaddedOutputs);
            Input = hasInput ? engine.Allocate(rows, inputs) : null;
            InputGradient = hasInput ? engine.Allocate(rows, inputs) : null;
            Linear = parts.Scale is null ? engine.Allocate(Block.RowStep, columns) : engine.Allocate(rows, columns);
            Normal = parts.Scale is null ? Linear : engine.Allocate(rows, columns);
            Activated = parts.Scale is null ? Linear : engine.Allocate(rows, columns);
            Norm = parts.Scale is null
                ? null
                : new NormState(
                    parts.Scale, parts.Shift!, parts.ScaleGradient!, parts.ShiftGradient!, parts.RunningMean!,
                    parts.RunningVariance!, engine.Allocate(rows, columns), engine.Allocate(1, columns));
        }

        public Block? Input { get; }

        public Block? InputGradient { get; }

        public Block Linear { get; }

        public Block Normal { get; }

        public Block Activated { get; }

        public NormState? Norm { get; }
    }
}
