namespace Orchestrator.Training.Classifiers.FullBatch;

/// <summary>What a hidden unit does with its sum.</summary>
internal enum HiddenActivation
{
    /// <summary>2 / (1 + exp(-2 x)) - 1.</summary>
    Tanh,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,
}

/// <summary>
/// A dense network with linear outputs. Its parameters are one list: for each layer the weights, row by row of the
/// layer's units, then the biases.
/// </summary>
internal sealed class NetworkShape
{
    private readonly int[] _starts;

    /// <summary>A network of so many inputs, hidden units by layer and outputs.</summary>
    public NetworkShape(int inputs, IEnumerable<int> hidden, int outputs, HiddenActivation activation)
    {
        Sizes = [inputs, .. hidden, outputs];
        Activation = activation;
        _starts = new int[Sizes.Length];
        for (var l = 1; l < Sizes.Length; l++)
            _starts[l] = checked(_starts[l - 1] + Sizes[l] * (Sizes[l - 1] + 1));
    }

    /// <summary>Inputs, units of each hidden layer, outputs.</summary>
    public int[] Sizes { get; }

    /// <summary>What the hidden units do.</summary>
    public HiddenActivation Activation { get; }

    /// <summary>The layers of weights.</summary>
    public int Layers => Sizes.Length - 1;

    /// <summary>The outputs.</summary>
    public int Outputs => Sizes[^1];

    /// <summary>The number of parameters.</summary>
    public int Count => _starts[^1];

    /// <summary>Where the weights of a layer, from 0, begin.</summary>
    public int Weights(int layer) => _starts[layer];

    /// <summary>Where its biases begin.</summary>
    public int Biases(int layer) => _starts[layer] + Sizes[layer] * Sizes[layer + 1];
}
