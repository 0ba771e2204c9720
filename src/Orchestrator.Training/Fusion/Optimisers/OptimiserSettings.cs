namespace Orchestrator.Training.Fusion.Optimisers;

/// <summary>How weights move.</summary>
internal enum OptimiserKind
{
    /// <summary>Gradient descent.</summary>
    Sgd,

    /// <summary>Gradient descent with momentum.</summary>
    Momentum,

    /// <summary>RMSprop (Tieleman and Hinton 2012).</summary>
    RmsProp,

    /// <summary>Adagrad (Duchi et al. 2011); sums of squares start at 0.1, as in Keras.</summary>
    Adagrad,

    /// <summary>Adam (Kingma and Ba 2015).</summary>
    Adam,

    /// <summary>Adam with Nesterov's momentum (Dozat 2016).</summary>
    Nadam,
}

/// <summary>The optimiser's settings of one replica; each kind reads those that it has.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Beta1">Adam's and Nadam's decay of the first moment.</param>
/// <param name="Beta2">Their decay of the second moment.</param>
/// <param name="Rho">RMSprop's decay of the second moment.</param>
/// <param name="Momentum">What stays of the last step.</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
internal sealed record OptimiserSettings(
    OptimiserKind Kind, double Rate, double Beta1, double Beta2, double Rho, double Momentum, double Epsilon);

/// <summary>The words that settings use for optimisers.</summary>
internal static class OptimiserKinds
{
    /// <summary>The kind that a setting names.</summary>
    public static OptimiserKind Parse(string word) => word switch
    {
        "sgd" => OptimiserKind.Sgd,
        "momentum" => OptimiserKind.Momentum,
        "rmsprop" => OptimiserKind.RmsProp,
        "adagrad" => OptimiserKind.Adagrad,
        "adam" => OptimiserKind.Adam,
        "nadam" => OptimiserKind.Nadam,
        _ => throw new TrainingException($"There is no optimiser '{word}'."),
    };
}
