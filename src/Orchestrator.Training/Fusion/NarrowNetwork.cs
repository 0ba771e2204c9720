namespace Orchestrator.Training.Fusion;

/// <summary>
/// A network within wider ones of the same depth: its parameters stand in the upper left corners of theirs, the rest is
/// zero and stays so.
/// </summary>
internal sealed class NarrowNetwork(ParameterLayout own, ParameterLayout wide)
{
    private readonly bool _same = own.Layers.Select(l => (l.PaddedInputs, l.PaddedOutputs))
        .SequenceEqual(wide.Layers.Select(l => (l.PaddedInputs, l.PaddedOutputs)));

    /// <summary>The network's own layout.</summary>
    public ParameterLayout Layout => own;

    /// <summary>The network's parameters as they lie among the wide ones.</summary>
    public float[] Widen(float[] parameters)
    {
        if (_same)
            return parameters;
        var values = new float[wide.Count];
        CopyParameters(parameters, own, values, wide);
        return values;
    }

    /// <summary>The network's parameters and running statistics out of the wide ones.</summary>
    public (float[] Parameters, float[] Running) Narrow(float[] parameters, float[] running)
    {
        if (_same)
            return (parameters, running);
        var (values, statistics) = (new float[own.Count], new float[own.RunningCount]);
        CopyParameters(parameters, wide, values, own);
        for (var l = 0; l < own.Layers.Count; l++)
        {
            if (own.Layers[l].Norm is null)
                continue;
            var (from, to, count) = (wide.Places[l], own.Places[l], own.Layers[l].PaddedOutputs);
            running.AsSpan(from.Mean, count).CopyTo(statistics.AsSpan(to.Mean));
            running.AsSpan(from.Variance, count).CopyTo(statistics.AsSpan(to.Variance));
        }

        return (values, statistics);
    }

    private void CopyParameters(float[] source, ParameterLayout from, float[] target, ParameterLayout to)
    {
        for (var l = 0; l < own.Layers.Count; l++)
        {
            var (layer, a, b) = (own.Layers[l], from.Places[l], to.Places[l]);
            var (rowA, rowB) = (from.Layers[l].PaddedOutputs, to.Layers[l].PaddedOutputs);
            var count = layer.PaddedOutputs;
            void Copy(int start, int end) => source.AsSpan(start, count).CopyTo(target.AsSpan(end));
            for (var i = 0; i < layer.PaddedInputs; i++)
                Copy(a.Weights + (i * rowA), b.Weights + (i * rowB));
            if (layer.Bias)
                Copy(a.Bias, b.Bias);
            if (layer.Norm is null)
                continue;
            Copy(a.Scale, b.Scale);
            Copy(a.Shift, b.Shift);
        }
    }
}
