using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.FullBatch;

/// <summary>A network with its parameters. Thread-safe.</summary>
internal sealed unsafe class TrainedNetwork(NetworkShape shape, double[] parameters)
{
    /// <summary>The outputs for scaled rows, m × outputs.</summary>
    public Matrix Run(Matrix inputs)
    {
        var pass = new NetworkPass(shape);
        var outputs = new Matrix(inputs.Rows, shape.Outputs);
        fixed (double* start = parameters)
        {
            for (var first = 0; first < inputs.Rows; first += NetworkPass.Rows)
            {
                var count = Math.Min(NetworkPass.Rows, inputs.Rows - first);
                NetworkObjective.Write(inputs, first, count, pass.Inputs.Values);
                pass.Forward(start, pass.Inputs.Start, Arithmetic.Cholesky.RowLength(count));
                for (var m = 0; m < shape.Outputs; m++)
                {
                    var values = pass.Outputs.Values.Slice(m * NetworkPass.Stride, count);
                    for (var r = 0; r < count; r++)
                        outputs[first + r, m] = values[r];
                }
            }
        }

        return outputs;
    }
}
