namespace Orchestrator.Training.Randomness;

/// <summary>
/// What a stream's numbers are for: uses of one key must not share numbers. The values are part of the results.
/// </summary>
internal enum RandomPurpose
{
    /// <summary>Initial weights; the index is the network's and the step the layer's.</summary>
    Weights = 1,

    /// <summary>The order of the training rows; the step is the epoch.</summary>
    Shuffle = 2,

    /// <summary>A generator's noise while it trains; the step is the training step.</summary>
    Noise = 3,

    /// <summary>
    /// The places of the interpolates between real and generated rows; the step is the training step.
    /// </summary>
    Interpolation = 4,

    /// <summary>Dropout factors; the index is the layer's, the step the training step.</summary>
    Dropout = 5,

    /// <summary>A generator's noise while it synthesises; the step is the block of rows.</summary>
    Synthesis = 6,

    /// <summary>The noise on which a generator is evaluated while it trains; one step.</summary>
    Evaluation = 10,

    /// <summary>The order in which real rows are taken again; the step is the pass over them.</summary>
    Resampling = 11,

    /// <summary>Gaussian shifts of real rows; the step is the block of rows.</summary>
    Jitter = 12,

    /// <summary>The folds of a search; one step.</summary>
    Folds = 20,

    /// <summary>Which rows the quality of a generator is measured on; the index is the kind of rows'.</summary>
    QualityRows = 30,

    /// <summary>
    /// The folds of the classifier that tells real from generated rows; the index is the kind of rows'.
    /// </summary>
    QualityFolds = 31,

    /// <summary>The first centres of the real modes; one step.</summary>
    QualityModes = 32,

    /// <summary>
    /// What a diffusion adds to rows while its denoiser trains: 0 noise, 1 times, 2 categories are the index; the step
    /// is the training step.
    /// </summary>
    Diffusion = 41,
}
