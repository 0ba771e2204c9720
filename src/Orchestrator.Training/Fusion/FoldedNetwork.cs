using System.Runtime.InteropServices;
using Orchestrator.Training.Fusion.Simd;

namespace Orchestrator.Training.Fusion;

/// <summary>
/// A trained network for inference: batch normalisation by its running statistics is folded into the weights. Plain
/// arrays, immutable, thread-safe. An output row is a function of its input row alone.
/// </summary>
internal sealed unsafe class FoldedNetwork
{
    private const int BlockRows = 64;

    private readonly Part[] _parts;
    private readonly int _widest;

    /// <summary>Folds a replica's parameters and running statistics.</summary>
    public FoldedNetwork(ParameterLayout layout, ReadOnlySpan<float> parameters, ReadOnlySpan<float> running)
    {
        _parts = new Part[layout.Layers.Count];
        for (var l = 0; l < _parts.Length; l++)
            _parts[l] = Fold(layout.Layers[l], layout.Places[l], parameters, running);
        _widest = layout.Layers.Max(l => Math.Max(l.PaddedInputs, l.PaddedOutputs));
    }

    /// <summary>The width of an output row, padded.</summary>
    public int OutputColumns => _parts[^1].Layer.PaddedOutputs;

    /// <summary>Whether every weight is a finite number.</summary>
    public bool IsFinite => Array.TrueForAll(
        _parts, part => Array.TrueForAll(part.Weights, float.IsFinite) && Array.TrueForAll(part.Bias, float.IsFinite));

    /// <summary>Runs rows of padded inputs; the result has <see cref="OutputColumns"/> a row.</summary>
    public float[] Run(ReadOnlySpan<float> inputs)
    {
        var columns = _parts[0].Layer.PaddedInputs;
        var rows = inputs.Length / columns;
        var outputs = new float[rows * OutputColumns];
        var bytes = (nuint)(BlockRows * _widest * sizeof(float));
        var x = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        var y = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        for (var first = 0; first < rows; first += BlockRows)
        {
            var count = Math.Min(BlockRows, rows - first);
            var padded = Block.PadRows(count);
            new Span<float>(x, padded * columns).Clear();
            inputs.Slice(first * columns, count * columns).CopyTo(new(x, padded * columns));
            var from = x;
            var to = y;
            foreach (var part in _parts)
            {
                part.Run(from, to, padded);
                var done = from;
                from = to;
                to = done;
            }

            new ReadOnlySpan<float>(from, count * OutputColumns).CopyTo(outputs.AsSpan(first * OutputColumns));
        }

        NativeMemory.AlignedFree(x);
        NativeMemory.AlignedFree(y);
        return outputs;
    }

    private static Part Fold(
        DenseLayer layer, ParameterLayout.Place place, ReadOnlySpan<float> parameters, ReadOnlySpan<float> running)
    {
        var columns = layer.PaddedOutputs;
        var weights = parameters.Slice(place.Weights, layer.PaddedInputs * columns).ToArray();
        var bias = layer.Bias ? parameters.Slice(place.Bias, columns).ToArray() : new float[columns];
        if (layer.Norm is { } norm)
        {
            for (var j = 0; j < columns; j++)
            {
                var (mean, variance) = norm.Frozen ? (0, 1) : (running[place.Mean + j], running[place.Variance + j]);
                var factor = parameters[place.Scale + j] / MathF.Sqrt(variance + norm.Epsilon);
                bias[j] = ((bias[j] - mean) * factor) + parameters[place.Shift + j];
                for (var at = j; at < weights.Length; at += columns)
                    weights[at] *= factor;
            }
        }

        return new Part(layer, weights, bias);
    }

    private sealed record Part(DenseLayer Layer, float[] Weights, float[] Bias)
    {
        public void Run(float* x, float* y, int rows)
        {
            var columns = Layer.PaddedOutputs;
            fixed (float* weights = Weights, bias = Bias)
            {
                Gemm.Multiply(
                    x, Layer.PaddedInputs, 1, weights, columns, y, columns,
                    rows, columns, Layer.PaddedInputs, bias, false);
            }

            Elementwise.Activate(y, y, rows * columns, Layer.Activation);
        }
    }
}
