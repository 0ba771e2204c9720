using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// The parameters that a denoiser starts from, PyTorch's defaults: weights and biases uniform over ±1/√inputs, the
/// embedding of classes standard normal.
/// </summary>
internal static class DenoiserWeights
{
    /// <summary>The parameters of one replica, laid out and padded.</summary>
    /// <param name="layout">Where they lie.</param>
    /// <param name="key">The fit's key.</param>
    /// <param name="network">Tells networks of one key apart.</param>
    /// <param name="embedding">The layer that is an embedding; -1 for none.</param>
    public static float[] Draw(ParameterLayout layout, Digest key, int network, int embedding)
    {
        var parameters = new float[layout.Count];
        var random = new RandomStream(key, RandomPurpose.Weights, network);
        for (var l = 0; l < layout.Layers.Count; l++)
        {
            var (layer, place) = (layout.Layers[l], layout.Places[l]);
            var weights = new float[layer.Inputs * layer.Outputs];
            if (l == embedding)
                random.Normal(2 * l, weights);
            else
                Uniform(random, 2 * l, layer.Inputs, weights);
            for (var i = 0; i < layer.Inputs; i++)
            {
                weights.AsSpan(i * layer.Outputs, layer.Outputs)
                    .CopyTo(parameters.AsSpan(place.Weights + (i * layer.PaddedOutputs)));
            }

            if (layer.Bias)
                Uniform(random, (2 * l) + 1, layer.Inputs, parameters.AsSpan(place.Bias, layer.Outputs));
        }

        return parameters;
    }

    private static void Uniform(RandomStream random, int step, int inputs, Span<float> values)
    {
        var limit = 1 / Math.Sqrt(inputs);
        random.Uniform(step, values);
        foreach (ref var value in values)
            value = (float)(((2.0 * value) - 1) * limit);
    }
}
