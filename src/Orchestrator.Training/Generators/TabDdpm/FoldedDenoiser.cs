using System.Runtime.InteropServices;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Simd;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// A trained denoiser for inference. Between row and first hidden layer all is linear, so row, class and time go
/// through one product: the class is more columns of the row, the time a bias of its own. Plain arrays, immutable,
/// thread-safe. An output row is a function of its input row and the time alone.
/// </summary>
internal sealed unsafe class FoldedDenoiser
{
    private const int TileRows = 64;

    private readonly DiffusionShape _shape;
    private readonly ParameterLayout _embeddingLayout;
    private readonly ParameterLayout _trunkLayout;
    private readonly float[] _embedding;
    private readonly float[] _trunk;
    private readonly float[] _first;

    /// <summary>Folds the parameters of one replica.</summary>
    public FoldedDenoiser(
        DiffusionShape shape, ParameterLayout embeddingLayout, float[] embedding, ParameterLayout trunkLayout,
        float[] trunk)
    {
        (_shape, _embeddingLayout, _trunkLayout) = (shape, embeddingLayout, trunkLayout);
        (_embedding, _trunk) = (embedding, trunk);
        InputColumns = Block.PadColumns(shape.Width + shape.Classes);
        _first = Product(InputWeights(), First.PaddedInputs, First.Inputs, Weights(_trunk, _trunkLayout, 0), default);
    }

    /// <summary>Columns of an input row: those of the row, then the class as one-hot, with padding.</summary>
    public int InputColumns { get; }

    /// <summary>Columns of an output row.</summary>
    public int OutputColumns => _trunkLayout.Layers[^1].PaddedOutputs;

    /// <summary>Whether every weight is a finite number.</summary>
    public bool IsFinite => Array.TrueForAll(_embedding, float.IsFinite) && Array.TrueForAll(_trunk, float.IsFinite);

    private DenseLayer First => _trunkLayout.Layers[0];

    /// <summary>The bias of the first layer at each of so many times, a padded row each.</summary>
    public float[] TimeBiases(int times)
    {
        var (columns, count) = (_embeddingLayout.Layers[0].PaddedOutputs, _embeddingLayout.Layers[0].Outputs);
        var table = new float[Block.PadRows(times) * columns];
        Denoiser.Times(times, count).CopyTo(table, 0);
        var embedded = Silu(Product(
            table, columns, count, Weights(_embedding, _embeddingLayout, 0), Bias(_embedding, _embeddingLayout, 0)));
        var added = Product(
            embedded, columns, count, Weights(_embedding, _embeddingLayout, 1), Bias(_embedding, _embeddingLayout, 1));
        var row = Bias(_embedding, _embeddingLayout, 2);
        for (var i = 0; i < added.Length; i++)
            added[i] += row[i % columns];
        return Product(added, columns, count, Weights(_trunk, _trunkLayout, 0), Bias(_trunk, _trunkLayout, 0));
    }

    /// <summary>Runs rows, a multiple of 8, at the time whose bias is given.</summary>
    public void Run(ReadOnlySpan<float> inputs, ReadOnlySpan<float> bias, Span<float> outputs)
    {
        var widest = _trunkLayout.Layers.Max(layer => layer.PaddedOutputs);
        var bytes = (nuint)(TileRows * widest * sizeof(float));
        var x = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        var y = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        fixed (float* input = inputs, start = bias, output = outputs, first = _first, trunk = _trunk)
        {
            var rows = inputs.Length / InputColumns;
            for (var tile = 0; tile < rows; tile += TileRows)
            {
                var count = Math.Min(TileRows, rows - tile);
                var last = _trunkLayout.Layers.Count - 1;
                var to = last == 0 ? output + (tile * OutputColumns) : x;
                Gemm.Multiply(
                    input + (tile * InputColumns), InputColumns, 1, first, First.PaddedOutputs, to,
                    First.PaddedOutputs, count, First.PaddedOutputs, _shape.Width + _shape.Classes, start, false);
                Elementwise.Activate(to, to, count * First.PaddedOutputs, First.Activation);
                var from = to;
                for (var l = 1; l <= last; l++)
                {
                    var (layer, place) = (_trunkLayout.Layers[l], _trunkLayout.Places[l]);
                    to = l == last ? output + (tile * OutputColumns) : from == x ? y : x;
                    Gemm.Multiply(
                        from, layer.PaddedInputs, 1, trunk + place.Weights, layer.PaddedOutputs, to,
                        layer.PaddedOutputs, count, layer.PaddedOutputs, layer.Inputs, trunk + place.Bias, false);
                    Elementwise.Activate(to, to, count * layer.PaddedOutputs, layer.Activation);
                    from = to;
                }
            }
        }

        NativeMemory.AlignedFree(x);
        NativeMemory.AlignedFree(y);
    }

    // The weights of row and class, a row for each column of the input; rows are padded to a multiple of 8.
    private float[] InputWeights()
    {
        var columns = First.PaddedInputs;
        var weights = new float[InputColumns * columns];
        _embedding.AsSpan(_embeddingLayout.Places[2].Weights, _shape.Width * columns).CopyTo(weights);
        if (_shape.Classes > 0)
        {
            Silu([.. _embedding.AsSpan(_embeddingLayout.Places[3].Weights, _shape.Classes * columns)])
                .CopyTo(weights, _shape.Width * columns);
        }

        return weights;
    }

    private static ReadOnlySpan<float> Weights(float[] parameters, ParameterLayout layout, int layer) =>
        parameters.AsSpan(
            layout.Places[layer].Weights, layout.Layers[layer].PaddedInputs * layout.Layers[layer].PaddedOutputs);

    private static ReadOnlySpan<float> Bias(float[] parameters, ParameterLayout layout, int layer) =>
        parameters.AsSpan(layout.Places[layer].Bias, layout.Layers[layer].PaddedOutputs);

    private static float[] Silu(float[] values)
    {
        var sigmoid = new float[values.Length];
        fixed (float* x = values, s = sigmoid)
        {
            Elementwise.Activate(s, x, values.Length, Activation.Sigmoid);
            Elementwise.Multiply(x, x, s, values.Length);
        }

        return values;
    }

    // a [rows, columns] · b [columns, ..] (+ bias), over the first columns of a; rows are a multiple of 8.
    private static float[] Product(
        ReadOnlySpan<float> a, int columns, int depth, ReadOnlySpan<float> b, ReadOnlySpan<float> bias)
    {
        var (rows, width) = (a.Length / columns, b.Length / columns);
        var product = new float[rows * width];
        fixed (float* x = a, w = b, start = bias, y = product)
            Gemm.Multiply(x, columns, 1, w, width, y, width, rows, width, depth, start, false);
        return product;
    }
}
