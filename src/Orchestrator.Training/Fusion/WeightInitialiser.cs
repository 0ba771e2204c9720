namespace Orchestrator.Training.Fusion;

/// <summary>How weights start. Numbers are Keras's.</summary>
internal enum WeightInitialiser
{
    /// <summary>Uniform over ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010, equation 16).</summary>
    GlorotUniform,

    /// <summary>
    /// Normal with variance 2 / inputs (He et al. 2015), cut off at two standard deviations and widened to keep the
    /// variance, as Keras has it.
    /// </summary>
    HeNormal,

    /// <summary>All 0.</summary>
    Zeros,

    /// <summary>All 1.</summary>
    Ones,

    /// <summary>Uniform over ±0.05.</summary>
    Uniform,

    /// <summary>Normal with a deviation of 0.05.</summary>
    Normal,

    /// <summary>Normal with a deviation of 0.05, cut off at two of them.</summary>
    TruncatedNormal,

    /// <summary>An orthogonal matrix, uniform over all of them (Saxe et al. 2014).</summary>
    Orthogonal,

    /// <summary>Normal with variance 2 / (inputs + outputs), cut off and widened as in He's.</summary>
    GlorotNormal,

    /// <summary>Uniform over ±√(6 / inputs).</summary>
    HeUniform,
}

/// <summary>The words that settings use for initialisers.</summary>
internal static class WeightInitialisers
{
    /// <summary>The initialiser that a setting names.</summary>
    public static WeightInitialiser Parse(string word) => word switch
    {
        "zeros" => WeightInitialiser.Zeros,
        "ones" => WeightInitialiser.Ones,
        "uniform" => WeightInitialiser.Uniform,
        "normal" => WeightInitialiser.Normal,
        "truncated-normal" => WeightInitialiser.TruncatedNormal,
        "orthogonal" => WeightInitialiser.Orthogonal,
        "glorot-uniform" => WeightInitialiser.GlorotUniform,
        "glorot-normal" => WeightInitialiser.GlorotNormal,
        "he-uniform" => WeightInitialiser.HeUniform,
        "he-normal" => WeightInitialiser.HeNormal,
        _ => throw new TrainingException($"There is no initialiser '{word}'."),
    };
}
