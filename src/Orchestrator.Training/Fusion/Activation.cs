namespace Orchestrator.Training.Fusion;

/// <summary>
/// An activation function f. Each is such that f' and f'' are functions of y = f(x), which is all that is kept for the
/// backward pass. Padded columns stay zero where f(0) = 0; a pass sets those of the others back to zero.
/// </summary>
internal enum Activation
{
    /// <summary>y = x.</summary>
    Identity,

    /// <summary>Scaled exponential linear unit (Klambauer et al. 2017).</summary>
    Selu,

    /// <summary>y = max(x, 0).</summary>
    Relu,

    /// <summary>y = x, or 0.3 x where x is negative (Keras's slope).</summary>
    LeakyRelu,

    /// <summary>y = x, or 0.2 x where x is negative (that of CTGAN's critic).</summary>
    LeakyReluFifth,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>y = x, or e^x - 1 where x is negative.</summary>
    Elu,

    /// <summary>The logistic function 1 / (1 + e^-x), the only one that is not 0 at 0.</summary>
    Sigmoid,
}

/// <summary>The words that settings use for activations.</summary>
internal static class Activations
{
    /// <summary>The activation that a setting names.</summary>
    public static Activation Parse(string word) => word switch
    {
        "selu" => Activation.Selu,
        "relu" => Activation.Relu,
        "leaky-relu" => Activation.LeakyRelu,
        "tanh" => Activation.Tanh,
        "elu" => Activation.Elu,
        "sigmoid" => Activation.Sigmoid,
        _ => throw new TrainingException($"There is no activation '{word}'."),
    };

    /// <summary>Whether f(0) = 0.</summary>
    public static bool KeepsZero(this Activation f) => f != Activation.Sigmoid;
}
