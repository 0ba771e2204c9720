using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators.Ctgan;

/// <summary>
/// A trained generator of residual blocks for inference, normalisation by running statistics folded into the weights.
/// Immutable, thread-safe. An output row is a function of its input row alone.
/// </summary>
internal sealed class FoldedResidual
{
    private readonly FoldedNetwork[] _layers;
    private readonly int _inputs;

    /// <summary>Folds a replica's parameters and running statistics.</summary>
    public FoldedResidual(ParameterLayout layout, float[] parameters, float[] running)
    {
        _inputs = layout.Layers[0].PaddedInputs;
        _layers =
        [
            .. layout.Layers.Select((layer, l) => new FoldedNetwork(
                new ParameterLayout([layer]), parameters.AsSpan(layout.Places[l].Weights),
                layer.Norm is null ? [] : running.AsSpan(layout.Places[l].Mean))),
        ];
    }

    /// <summary>Whether every weight is a finite number.</summary>
    public bool IsFinite => Array.TrueForAll(_layers, layer => layer.IsFinite);

    /// <summary>Columns of an input row.</summary>
    public int InputColumns => _inputs;

    /// <summary>Columns of an output row.</summary>
    public int OutputColumns => _layers[^1].OutputColumns;

    /// <summary>Runs padded rows.</summary>
    public float[] Run(float[] inputs)
    {
        var (rows, x) = (inputs.Length / _inputs, inputs);
        foreach (var layer in _layers[..^1])
        {
            var outputs = layer.Run(x);
            var (before, after) = (layer.OutputColumns, x.Length / rows);
            var joined = new float[outputs.Length + x.Length];
            for (var i = 0; i < rows; i++)
            {
                outputs.AsSpan(i * before, before).CopyTo(joined.AsSpan(i * (before + after)));
                x.AsSpan(i * after, after).CopyTo(joined.AsSpan((i * (before + after)) + before));
            }

            x = joined;
        }

        return _layers[^1].Run(x);
    }
}
