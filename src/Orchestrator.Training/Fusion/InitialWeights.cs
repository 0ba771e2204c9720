using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Fusion;

/// <summary>Draws the parameters that a network starts from; biases and shifts are 0, scales 1.</summary>
internal static class InitialWeights
{
    // The standard deviation of a standard normal cut off at ±2.
    private const double TruncatedDeviation = 0.87962566103423978;

    // Keras's spread of its plain uniform and normal initialisers.
    private const double Spread = 0.05;

    /// <summary>The parameters of one replica, laid out and padded.</summary>
    public static float[] Draw(ParameterLayout layout, WeightInitialiser initialiser, Digest key, int network)
    {
        var parameters = new float[layout.Count];
        var random = new RandomStream(key, RandomPurpose.Weights, network);
        for (var l = 0; l < layout.Layers.Count; l++)
        {
            var layer = layout.Layers[l];
            var weights = new float[layer.Inputs * layer.Outputs];
            Fill(weights, layer, initialiser, random, l);
            for (var i = 0; i < layer.Inputs; i++)
            {
                weights.AsSpan(i * layer.Outputs, layer.Outputs)
                    .CopyTo(parameters.AsSpan(layout.Places[l].Weights + (i * layer.PaddedOutputs)));
            }

            if (layer.Norm is not null)
                parameters.AsSpan(layout.Places[l].Scale, layer.PaddedOutputs).Fill(1);
        }

        return parameters;
    }

    private static void Fill(
        float[] weights, DenseLayer layer, WeightInitialiser initialiser, RandomStream random, int step)
    {
        var (inputs, both) = ((double)layer.Inputs, (double)layer.Inputs + layer.Outputs);
        switch (initialiser)
        {
            case WeightInitialiser.Zeros:
                break;
            case WeightInitialiser.Ones:
                weights.AsSpan().Fill(1);
                break;
            case WeightInitialiser.Uniform:
                Uniform(random, step, weights, Spread);
                break;
            case WeightInitialiser.GlorotUniform:
                Uniform(random, step, weights, Math.Sqrt(6 / both));
                break;
            case WeightInitialiser.HeUniform:
                Uniform(random, step, weights, Math.Sqrt(6 / inputs));
                break;
            case WeightInitialiser.Normal:
                random.Normal(step, weights);
                foreach (ref var weight in weights.AsSpan())
                    weight = (float)(weight * Spread);
                break;
            case WeightInitialiser.TruncatedNormal:
                Truncated(random, step, weights, Spread);
                break;
            case WeightInitialiser.GlorotNormal:
                Truncated(random, step, weights, Math.Sqrt(2 / both) / TruncatedDeviation);
                break;
            case WeightInitialiser.Orthogonal:
                random.Normal(step, weights);
                Orthogonal.Make(weights, layer.Inputs, layer.Outputs);
                break;
            default:
                Truncated(random, step, weights, Math.Sqrt(2 / inputs) / TruncatedDeviation);
                break;
        }
    }

    private static void Uniform(RandomStream random, int step, float[] weights, double limit)
    {
        random.Uniform(step, weights);
        foreach (ref var weight in weights.AsSpan())
            weight = (float)(((2.0 * weight) - 1) * limit);
    }

    private static void Truncated(RandomStream random, int step, float[] weights, double deviation)
    {
        // 4.6 % fall outside and are passed over: half as many again is always enough to draw from.
        var draws = new float[(weights.Length * 3 / 2) + 256];
        random.Normal(step, draws);
        var next = 0;
        foreach (ref var weight in weights.AsSpan())
        {
            while (Math.Abs(draws[next]) >= 2)
                next++;
            weight = (float)(draws[next++] * deviation);
        }
    }
}
