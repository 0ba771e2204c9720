using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Classifiers.FullBatch;

/// <summary>
/// First weights (Nguyen and Widrow, IJCNN 1990, equations 11 to 13): a hidden layer of H units on R inputs in [-1, 1]
/// has weight vectors of length 0.7 H^(1/R) in random directions and biases that spread the units evenly over the
/// inputs, scaled to the range in which the activation bends: [-2, 2] for tanh, [-4, 4] for the sigmoid, as MATLAB's
/// <c>initnw</c> has it. The outputs' weights and biases are uniform in [-1, 1].
/// </summary>
internal static class NguyenWidrow
{
    /// <summary>Draws all parameters of a network.</summary>
    public static double[] Draw(NetworkShape shape, PhiloxSequence random)
    {
        var parameters = new double[shape.Count];
        for (var l = 0; l < shape.Layers; l++)
        {
            var (size, units) = (shape.Sizes[l], shape.Sizes[l + 1]);
            var weights = parameters.AsSpan(shape.Weights(l), size * units);
            var biases = parameters.AsSpan(shape.Biases(l), units);
            foreach (ref var weight in weights)
                weight = 2 * random.NextDouble() - 1;
            if (l == shape.Layers - 1)
            {
                foreach (ref var bias in biases)
                    bias = 2 * random.NextDouble() - 1;
            }
            else
            {
                Hidden(shape.Activation, l == 0, weights, biases);
            }
        }

        return parameters;
    }

    private static void Hidden(HiddenActivation activation, bool first, Span<double> weights, Span<double> biases)
    {
        var (units, size) = (biases.Length, weights.Length / biases.Length);
        var bend = activation == HiddenActivation.Tanh ? 2.0 : 4.0;
        var length = size == 0 ? 0 : 0.7 * Math.Pow(units, 1.0 / size);
        for (var u = 0; u < units; u++)
        {
            var row = weights.Slice(u * size, size);
            var (norm, sum) = (0.0, 0.0);
            foreach (var weight in row)
                norm += weight * weight;
            var sign = size > 0 && row[0] < 0 ? -1 : 1;
            foreach (ref var weight in row)
                weight *= norm > 0 ? bend * length / Math.Sqrt(norm) : 0;
            biases[u] = units == 1 ? 0 : sign * bend * length * (2.0 * u / (units - 1) - 1);
            if (first || activation == HiddenActivation.Tanh)
                continue;

            // The layer below is in [0, 1]: x in [-1, 1] is 2 y - 1.
            foreach (ref var weight in row)
            {
                sum += weight;
                weight *= 2;
            }

            biases[u] -= sum;
        }
    }
}
