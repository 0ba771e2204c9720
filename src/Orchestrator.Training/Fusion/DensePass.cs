namespace Orchestrator.Training.Fusion;

/// <summary>
/// One forward and backward pass through a network on batches of a fixed number of rows: keeps what the backward pass
/// needs. A network may have several passes at once (real and generated rows, say).
/// </summary>
internal sealed class DensePass
{
    private readonly FusionEngine _engine;
    private readonly LayerPass[] _layers;
    private readonly Block? _rowWeights;

    /// <summary>A pass for <paramref name="rows"/> rows.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="network">The networks.</param>
    /// <param name="rows">Rows of a batch, padded.</param>
    /// <param name="rowWeights">[K,1,rows] for batch normalisation: 1/n for rows that count, 0 for padding; null
    /// without it.</param>
    /// <param name="dropout">Whether the pass drops outputs: the factors are then to be filled before each
    /// pass.</param>
    /// <param name="widths">The outputs of each replica's layers where they are narrower than the network's; null
    /// where none is.</param>
    public DensePass(
        FusionEngine engine, DenseNetwork network, int rows, Block? rowWeights, bool dropout,
        IReadOnlyList<int[]>? widths = null)
    {
        _engine = engine;
        _rowWeights = rowWeights;
        _layers = [.. network.Layers.Select(layer => new LayerPass(engine, layer, rows, dropout))];
        for (var l = 0; l < _layers.Length; l++)
        {
            if (_layers[l].Mask is { } mask)
                FillMask(mask, l, widths);
        }
    }

    /// <summary>The output of the last layer, [K, rows, N].</summary>
    public Block Output => _layers[^1].Output;

    /// <summary>The dropout factors of a layer, or null where it drops nothing.</summary>
    public Block? DropoutFactors(int layer) => _layers[layer].Factors;

    /// <summary>The activations of a layer before dropout, [K, rows, N].</summary>
    public Block Activated(int layer) => _layers[layer].Activated;

    /// <summary>Runs the network on x [K, rows, M].</summary>
    public void Forward(Block x)
    {
        foreach (var pass in _layers)
        {
            var layer = pass.Parts.Layer;
            _engine.Linear(pass.Linear, x, pass.Parts.Weights, pass.Parts.Bias);
            var value = pass.Linear;
            if (pass.Norm is not null)
            {
                _engine.BatchNorm(pass.Normal, value, pass.Norm, _rowWeights!, layer.Norm!);
                value = pass.Normal;
            }

            if (layer.Activation != Activation.Identity)
                _engine.Activate(pass.Activated, value, layer.Activation);
            if (pass.Mask is not null)
                _engine.MaskColumns(pass.Activated, pass.Mask);
            if (pass.Factors is not null)
                _engine.Multiply(pass.Output, pass.Activated, pass.Factors);
            x = pass.Output;
        }
    }

    /// <summary>
    /// Takes the gradient of the output back to the parameters' gradients (added to what is there if
    /// <paramref name="add"/>).
    /// </summary>
    /// <param name="x">The input that the forward pass had.</param>
    /// <param name="dOutput">The gradient of the output; overwritten.</param>
    /// <param name="add">Add to the parameters' gradients instead of replacing them.</param>
    public void Backward(Block x, Block dOutput, bool add) => Backward(x, dOutput, null, true, add);

    /// <summary>Takes the gradient of the output back both to the parameters and to the input.</summary>
    public void BackwardToBoth(Block x, Block dOutput, Block dInput, bool add) =>
        Backward(x, dOutput, dInput, true, add);

    /// <summary>Takes the gradient of the output back to the input, past the parameters of linear parts.</summary>
    public void BackwardToInput(Block dOutput, Block dInput) => Backward(null, dOutput, dInput, false, false);

    private void Backward(Block? x, Block d, Block? dInput, bool weights, bool add)
    {
        for (var l = _layers.Length - 1; l >= 0; l--)
        {
            var pass = _layers[l];
            var layer = pass.Parts.Layer;
            if (pass.Factors is not null)
                _engine.Multiply(d, d, pass.Factors);
            if (layer.Activation != Activation.Identity)
                _engine.ActivateGradient(d, d, pass.Activated, layer.Activation);
            if (pass.Norm is not null)
                _engine.BatchNormGradient(d, d, pass.Norm, _rowWeights!, layer.Norm!, add);
            if (weights)
            {
                _engine.LinearWeightGradient(pass.Parts.WeightGradient, l == 0 ? x! : _layers[l - 1].Output, d, add);
                if (pass.Parts.BiasGradient is not null)
                    _engine.ColumnSums(pass.Parts.BiasGradient, d, add);
            }

            if (l == 0 && dInput is null)
                return;
            var below = l == 0 ? dInput! : _layers[l - 1].Gradient;
            _engine.LinearInputGradient(below, d, pass.Parts.Weights);
            d = below;
        }
    }

    private void FillMask(Block mask, int layer, IReadOnlyList<int[]>? widths)
    {
        for (var k = 0; k < _engine.Replicas; k++)
        {
            var values = _engine.Stage(mask, k);
            values.Clear();
            values[..(widths is null ? _layers[layer].Parts.Layer.Outputs : widths[k][layer])].Fill(1);
        }

        _engine.Commit(mask);
    }

    /// <summary>What one layer keeps of a pass. Parts that do nothing share the block before them.</summary>
    private sealed class LayerPass
    {
        public LayerPass(FusionEngine engine, LayerBlocks parts, int rows, bool dropout)
        {
            var columns = parts.Layer.PaddedOutputs;
            Parts = parts;
            Linear = engine.Allocate(rows, columns);
            Normal = parts.Scale is null ? Linear : engine.Allocate(rows, columns);
            Activated = parts.Layer.Activation == Activation.Identity ? Normal : engine.Allocate(rows, columns);
            Mask = parts.Layer.Activation.KeepsZero() ? null : engine.Allocate(1, columns);
            Factors = dropout && parts.Layer.Dropout > 0 ? engine.Allocate(rows, columns) : null;
            Output = Factors is null ? Activated : engine.Allocate(rows, columns);
            Gradient = engine.Allocate(rows, columns);
            Norm = parts.Scale is null
                ? null
                : new NormState(
                    parts.Scale, parts.Shift!, parts.ScaleGradient!, parts.ShiftGradient!, parts.RunningMean!,
                    parts.RunningVariance!, engine.Allocate(rows, columns), engine.Allocate(1, columns));
        }

        public LayerBlocks Parts { get; }

        public Block Linear { get; }

        public Block Normal { get; }

        public Block Activated { get; }

        /// <summary>1 for columns that count, 0 for padding, where the activation does not keep it zero.</summary>
        public Block? Mask { get; }

        public Block? Factors { get; }

        public Block Output { get; }

        public Block Gradient { get; }

        public NormState? Norm { get; }
    }
}
