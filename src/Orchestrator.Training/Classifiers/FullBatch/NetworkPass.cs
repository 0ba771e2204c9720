using System.Runtime.Intrinsics;
using Orchestrator.Training.Classifiers.FullBatch.Arithmetic;

namespace Orchestrator.Training.Classifiers.FullBatch;

/// <summary>
/// Runs up to 512 rows through a network and slopes back. A unit's values for all rows lie side by side, so that
/// vectors run over rows whatever the widths of the layers. Not thread-safe.
/// </summary>
internal sealed unsafe class NetworkPass
{
    /// <summary>Rows of a block.</summary>
    public const int Rows = 512;

    /// <summary>
    /// From one unit's values to the next's: not a power of two, which would crowd a few sets of the cache.
    /// </summary>
    public const int Stride = Rows + RowKernels.Lanes;

    private readonly NetworkShape _shape;
    private readonly AlignedNumbers[] _values;
    private readonly AlignedNumbers[] _slopes;

    /// <summary>A pass through networks of the shape.</summary>
    public NetworkPass(NetworkShape shape)
    {
        _shape = shape;
        _values = [.. shape.Sizes.Select(size => new AlignedNumbers(Math.Max(1, size) * Stride))];
        _slopes = [.. shape.Sizes.Select(size => new AlignedNumbers(Math.Max(1, size) * Stride))];
    }

    /// <summary>The inputs [inputs, <see cref="Stride"/>], to be written before <see cref="Forward"/>.</summary>
    public AlignedNumbers Inputs => _values[0];

    /// <summary>The outputs [outputs, <see cref="Stride"/>].</summary>
    public AlignedNumbers Outputs => _values[^1];

    /// <summary>The values of a layer's units; 0 is the inputs.</summary>
    public AlignedNumbers Values(int layer) => _values[layer];

    /// <summary>
    /// The slopes of whatever was sent back, by the sums of a layer's units; the last is written by the caller.
    /// </summary>
    public AlignedNumbers Slopes(int layer) => _slopes[layer];

    /// <summary>Runs <paramref name="count"/> rows, a multiple of 8, of <paramref name="inputs"/> forward.</summary>
    public void Forward(double* parameters, double* inputs, int count)
    {
        var from = inputs;
        for (var l = 0; l < _shape.Layers; l++)
        {
            var (size, units) = (_shape.Sizes[l], _shape.Sizes[l + 1]);
            var to = _values[l + 1].Start;
            RowKernels.Combine(
                parameters + _shape.Weights(l), size, 1, parameters + _shape.Biases(l), from, size, to, units, Stride,
                count);
            if (l < _shape.Layers - 1)
            {
                for (var u = 0; u < units; u++)
                    Activate(to + (nint)u * Stride, count);
            }

            from = to;
        }
    }

    /// <summary>
    /// From the slopes by the outputs, which stand in the last of <see cref="Slopes"/>, to those by the sums of every
    /// hidden layer.
    /// </summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="output">The one output whose slopes are sent back; -1 for all.</param>
    /// <param name="count">Rows, a multiple of 8.</param>
    public void Backward(double* parameters, int output, int count)
    {
        for (var l = _shape.Layers - 1; l > 0; l--)
        {
            var size = _shape.Sizes[l];
            var (units, first) = (_shape.Sizes[l + 1], 0);
            if (l == _shape.Layers - 1 && output >= 0)
                (units, first) = (1, output);
            var weights = parameters + _shape.Weights(l) + (nint)first * size;
            var slopes = _slopes[l].Start;
            RowKernels.Combine(
                weights, 1, size, null, _slopes[l + 1].Start + (nint)first * Stride, units, slopes, size, Stride,
                count);
            for (var u = 0; u < size; u++)
                TimesSlope(slopes + (nint)u * Stride, _values[l].Start + (nint)u * Stride, count);
        }
    }

    private void Activate(double* values, int count)
    {
        var (factor, scale, shift) = _shape.Activation == HiddenActivation.Tanh ? (-2.0, 2.0, -1.0) : (-1.0, 1.0, 0.0);
        for (var r = 0; r < count; r += RowKernels.Lanes)
        {
            var e = Vector512.Exp(Vector512.Load(values + r) * factor);
            (Vector512.Create(scale) / (Vector512<double>.One + e) + Vector512.Create(shift)).Store(values + r);
        }
    }

    private void TimesSlope(double* slopes, double* values, int count)
    {
        // tanh' = 1 - y², sigmoid' = y (1 - y) = y - y².
        for (var r = 0; r < count; r += RowKernels.Lanes)
        {
            var y = Vector512.Load(values + r);
            var top = _shape.Activation == HiddenActivation.Tanh ? Vector512<double>.One : y;
            (Vector512.Load(slopes + r) * (top - y * y)).Store(slopes + r);
        }
    }
}
