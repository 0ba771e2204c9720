using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Fusion;

/// <summary>
/// Parameters as PyTorch starts linear layers: weights and biases uniform over ±1 / √inputs. Only the inputs that a
/// replica uses count; the weights of the others are 0. Scales are 1, shifts 0.
/// </summary>
internal static class FanInWeights
{
    /// <summary>The parameters of one replica, laid out and padded.</summary>
    /// <param name="layout">Where they lie.</param>
    /// <param name="used">Which inputs of each layer are used: as long as its inputs, or null for all.</param>
    /// <param name="key">Keys the draws.</param>
    /// <param name="network">Tells the networks of one key apart.</param>
    public static float[] Draw(ParameterLayout layout, IReadOnlyList<bool[]?> used, Digest key, int network)
    {
        var parameters = new float[layout.Count];
        var random = new RandomStream(key, RandomPurpose.Weights, network);
        for (var l = 0; l < layout.Layers.Count; l++)
        {
            var (layer, place) = (layout.Layers[l], layout.Places[l]);
            var limit = 1 / Math.Sqrt(used[l]?.Count(input => input) ?? layer.Inputs);
            var weights = Draw(random, 2 * l, layer.Inputs * layer.Outputs, limit);
            for (var i = 0; i < layer.Inputs; i++)
            {
                if (used[l] is not { } inputs || inputs[i])
                {
                    weights.AsSpan(i * layer.Outputs, layer.Outputs)
                        .CopyTo(parameters.AsSpan(place.Weights + (i * layer.PaddedOutputs)));
                }
            }

            if (layer.Bias)
                Draw(random, (2 * l) + 1, layer.Outputs, limit).CopyTo(parameters.AsSpan(place.Bias));
            if (layer.Norm is not null)
                parameters.AsSpan(place.Scale, layer.PaddedOutputs).Fill(1);
        }

        return parameters;
    }

    private static float[] Draw(RandomStream random, int step, int count, double limit)
    {
        var values = new float[count];
        random.Uniform(step, values);
        foreach (ref var value in values.AsSpan())
            value = (float)(((2.0 * value) - 1) * limit);
        return values;
    }
}
