namespace Orchestrator.Training.Fusion;

/// <summary>
/// Where the parameters of a dense network lie in one flat buffer of floats: for each layer weights, bias, scale,
/// shift.
/// </summary>
internal sealed class ParameterLayout
{
    /// <summary>The layout for a stack of layers.</summary>
    public ParameterLayout(IReadOnlyList<DenseLayer> layers)
    {
        Layers = layers;
        var places = new List<Place>();
        var (at, running) = (0, 0);
        foreach (var layer in layers)
        {
            var outputs = layer.PaddedOutputs;
            var bias = at + (layer.PaddedInputs * outputs);
            var scale = layer.Bias ? bias + outputs : bias;
            places.Add(new Place(at, bias, scale, scale + outputs, running, running + outputs));
            at = layer.Norm is null ? scale : scale + (2 * outputs);
            running += layer.Norm is null ? 0 : 2 * outputs;
        }

        Places = places;
        Count = at;
        RunningCount = running;
    }

    /// <summary>The layers.</summary>
    public IReadOnlyList<DenseLayer> Layers { get; }

    /// <summary>Where each layer's parts start.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>The number of parameters, padding included.</summary>
    public int Count { get; }

    /// <summary>The number of running statistics, padding included.</summary>
    public int RunningCount { get; }

    /// <summary>
    /// Offsets of one layer: the first four into the parameters, the last two into the running statistics.
    /// </summary>
    internal readonly record struct Place(int Weights, int Bias, int Scale, int Shift, int Mean, int Variance);
}
