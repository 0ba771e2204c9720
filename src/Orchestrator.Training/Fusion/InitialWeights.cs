using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Fusion;

/// <summary>How weights start.</summary>
internal enum WeightInitialiser
{
    /// <summary>Uniform over ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010, equation 16).</summary>
    GlorotUniform,

    /// <summary>
    /// Normal with variance 2 / inputs (He et al. 2015), cut off at two standard deviations and widened to keep the
    /// variance, as Keras has it.
    /// </summary>
    HeNormal,

    /// <summary>Uniform over ±√(6 / inputs) (He et al. 2015).</summary>
    HeUniform,
}

/// <summary>Draws the parameters that a network starts from; biases and shifts are 0, scales 1.</summary>
internal static class InitialWeights
{
    // The standard deviation of a standard normal cut off at ±2.
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>The parameters of one replica, laid out and padded.</summary>
    public static float[] Draw(ParameterLayout layout, WeightInitialiser initialiser, Digest key, int network)
    {
        var parameters = new float[layout.Count];
        var random = new RandomStream(key, RandomPurpose.Weights, network);
        for (var l = 0; l < layout.Layers.Count; l++)
        {
            var layer = layout.Layers[l];
            var weights = new float[layer.Inputs * layer.Outputs];
            if (initialiser == WeightInitialiser.GlorotUniform)
                Uniform(random, l, Math.Sqrt(6.0 / (layer.Inputs + layer.Outputs)), weights);
            else if (initialiser == WeightInitialiser.HeUniform)
                Uniform(random, l, Math.Sqrt(6.0 / layer.Inputs), weights);
            else
                He(random, l, layer, weights);
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

    private static void Uniform(RandomStream random, int step, double limit, float[] weights)
    {
        random.Uniform(step, weights);
        foreach (ref var weight in weights.AsSpan())
            weight = (float)(((2.0 * weight) - 1) * limit);
    }

    private static void He(RandomStream random, int step, DenseLayer layer, float[] weights)
    {
        // 4.6 % fall outside and are passed over: half as many again is always enough to draw from.
        var draws = new float[(weights.Length * 3 / 2) + 256];
        random.Normal(step, draws);
        var deviation = Math.Sqrt(2.0 / layer.Inputs) / TruncatedDeviation;
        var next = 0;
        foreach (ref var weight in weights.AsSpan())
        {
            while (Math.Abs(draws[next]) >= 2)
                next++;
            weight = (float)(draws[next++] * deviation);
        }
    }
}
