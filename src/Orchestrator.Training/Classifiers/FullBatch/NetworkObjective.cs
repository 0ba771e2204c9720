using Orchestrator.Training.Classifiers.FullBatch.Arithmetic;
using Orchestrator.Training.Classifiers.FullBatch.Optimisers;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.FullBatch;

/// <summary>The mean squared error of a network on scaled rows, over rows and outputs, by its parameters.</summary>
internal sealed unsafe class NetworkObjective : ISquaresObjective
{
    private readonly NetworkShape _shape;
    private readonly NetworkPass _pass;
    private readonly Block[] _blocks;
    private readonly AlignedNumbers _errors;
    private AlignedNumbers? _jacobian;

    /// <summary>Of a network of the shape on these rows.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="inputs">n × inputs, scaled.</param>
    /// <param name="targets">n × outputs, scaled.</param>
    public NetworkObjective(NetworkShape shape, Matrix inputs, Matrix targets)
    {
        (_shape, _pass) = (shape, new NetworkPass(shape));
        _errors = new AlignedNumbers(shape.Outputs * NetworkPass.Stride);
        _blocks = [.. Enumerable.Range(0, (inputs.Rows + NetworkPass.Rows - 1) / NetworkPass.Rows).Select(b =>
        {
            var first = b * NetworkPass.Rows;
            var rows = Math.Min(NetworkPass.Rows, inputs.Rows - first);
            return new Block(rows, Columns(inputs, first, rows), Columns(targets, first, rows));
        })];
        Residuals = checked(inputs.Rows * shape.Outputs);
    }

    /// <inheritdoc/>
    public int Count => _shape.Count;

    /// <inheritdoc/>
    public int Residuals { get; }

    /// <summary>Writes a matrix's rows as columns, as <see cref="NetworkPass"/> takes them.</summary>
    public static void Write(Matrix rows, int first, int count, Span<double> columns)
    {
        for (var j = 0; j < rows.Columns; j++)
        {
            var column = columns.Slice(j * NetworkPass.Stride, count);
            for (var i = 0; i < count; i++)
                column[i] = rows[first + i, j];
        }
    }

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point)
    {
        var sum = 0.0;
        fixed (double* parameters = point)
        {
            foreach (var block in _blocks)
                sum += Errors(parameters, block);
        }

        return sum / Residuals;
    }

    /// <inheritdoc/>
    public double Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        gradient.Clear();
        var sum = 0.0;
        fixed (double* parameters = point, target = gradient)
        {
            foreach (var block in _blocks)
            {
                sum += Errors(parameters, block);
                _errors.Values.CopyTo(_pass.Slopes(_shape.Layers).Values);
                _pass.Backward(parameters, -1, block.Padded);
                for (var l = 0; l < _shape.Layers; l++)
                    AddSlopes(l, block, target);
            }
        }

        for (var i = 0; i < gradient.Length; i++)
            gradient[i] *= 2.0 / Residuals;
        return sum / Residuals;
    }

    /// <inheritdoc/>
    public double Linearise(ReadOnlySpan<double> point, NormalEquations equations)
    {
        _jacobian ??= new AlignedNumbers(checked(Count * NetworkPass.Stride));
        equations.Clear();
        var (sum, count) = (0.0, Count);
        var jacobian = _jacobian.Start;
        fixed (double* parameters = point, projected = equations.Projected)
        {
            foreach (var block in _blocks)
            {
                sum += Errors(parameters, block);
                for (var output = 0; output < _shape.Outputs; output++)
                {
                    Jacobian(parameters, block, output);
                    RowKernels.AddProducts(
                        jacobian, count, jacobian, count, NetworkPass.Stride, block.Padded, equations.Products.Start,
                        equations.RowLength, 1, lower: true);
                    RowKernels.AddProducts(
                        jacobian, count, _errors.Start + (nint)output * NetworkPass.Stride, 1, NetworkPass.Stride,
                        block.Padded, projected, 1, 1, lower: false);
                }
            }
        }

        return sum;
    }

    /// <summary>Writes the errors y - t of a block, zeros for the padding; returns the sum of their squares.</summary>
    private double Errors(double* parameters, Block block)
    {
        _pass.Forward(parameters, block.Inputs.Start, block.Padded);
        var sum = 0.0;
        for (var m = 0; m < _shape.Outputs; m++)
        {
            var start = m * NetworkPass.Stride;
            var values = _pass.Outputs.Values.Slice(start, block.Padded);
            var targets = block.Targets.Values.Slice(start, block.Padded);
            var errors = _errors.Values.Slice(start, block.Padded);
            for (var r = 0; r < block.Rows; r++)
            {
                var error = values[r] - targets[r];
                errors[r] = error;
                sum += error * error;
            }

            errors[block.Rows..].Clear();
        }

        return sum;
    }

    private void AddSlopes(int layer, Block block, double* gradient)
    {
        var (size, units) = (_shape.Sizes[layer], _shape.Sizes[layer + 1]);
        var slopes = _pass.Slopes(layer + 1).Start;
        RowKernels.AddProducts(
            slopes, units, Below(layer, block), size, NetworkPass.Stride, block.Padded,
            gradient + _shape.Weights(layer), size, 1, lower: false);
        for (var u = 0; u < units; u++)
        {
            gradient[_shape.Biases(layer) + u] +=
                RowKernels.Sum(slopes + (nint)u * NetworkPass.Stride, block.Padded);
        }
    }

    /// <summary>
    /// Writes the transposed Jacobian of one output's errors [P, rows]: the row of a weight is its unit's slopes times
    /// what it weighs, that of a bias the slopes alone.
    /// </summary>
    private void Jacobian(double* parameters, Block block, int output)
    {
        var last = _shape.Layers;
        var ones = _pass.Slopes(last).Values.Slice(output * NetworkPass.Stride, block.Padded);
        ones[..block.Rows].Fill(1);
        ones[block.Rows..].Clear();
        _pass.Backward(parameters, output, block.Padded);
        for (var l = 0; l < last; l++)
        {
            var size = _shape.Sizes[l];
            var below = Below(l, block);
            for (var u = 0; u < _shape.Sizes[l + 1]; u++)
            {
                var weights = _shape.Weights(l) + u * size;
                if (l == last - 1 && u != output)
                {
                    for (var i = 0; i < size; i++)
                        Row(weights + i).Clear();
                    Row(_shape.Biases(l) + u).Clear();
                    continue;
                }

                var slopes = _pass.Slopes(l + 1).Start + (nint)u * NetworkPass.Stride;
                for (var i = 0; i < size; i++)
                {
                    RowKernels.Multiply(
                        slopes, below + (nint)i * NetworkPass.Stride,
                        _jacobian!.Start + (nint)(weights + i) * NetworkPass.Stride, block.Padded);
                }

                new ReadOnlySpan<double>(slopes, block.Padded).CopyTo(Row(_shape.Biases(l) + u));
            }
        }
    }

    private Span<double> Row(int parameter) =>
        _jacobian!.Values.Slice(parameter * NetworkPass.Stride, NetworkPass.Stride);

    private double* Below(int layer, Block block) => layer == 0 ? block.Inputs.Start : _pass.Values(layer).Start;

    private static AlignedNumbers Columns(Matrix matrix, int first, int rows)
    {
        var columns = new AlignedNumbers(Math.Max(1, matrix.Columns) * NetworkPass.Stride);
        Write(matrix, first, rows, columns.Values);
        return columns;
    }

    private sealed record Block(int Rows, AlignedNumbers Inputs, AlignedNumbers Targets)
    {
        public int Padded { get; } = Cholesky.RowLength(Rows);
    }
}
