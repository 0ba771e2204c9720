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
    QualityRows = 50,

    /// <summary>
    /// The folds of the classifier that tells real from generated rows; the index is the kind of rows'.
    /// </summary>
    QualityFolds = 51,

    /// <summary>The first centres of the real modes; one step.</summary>
    QualityModes = 52,

    /// <summary>
    /// What a diffusion adds to rows while its denoiser trains: 0 noise, 1 times, 2 categories are the index; the step
    /// is the training step.
    /// </summary>
    Diffusion = 41,

    /// <summary>The modes that numbers are expressed in; the index is the column's span, one step.</summary>
    Modes = 31,

    /// <summary>
    /// Conditions of a conditional generator; the index is 0 for the critic's step, 1 for the generator's, 2 for
    /// synthesis, the step that of the training or the block of rows.
    /// </summary>
    Condition = 32,

    /// <summary>Gumbel noise, numbered as <see cref="Condition"/>.</summary>
    Gumbel = 33,

    /// <summary>The real rows that go with conditions; the step is the training step.</summary>
    Sampling = 34,

    /// <summary>The order in which real rows meet generated ones; the step is the training step.</summary>
    Pairing = 35,

    /// <summary>The spread of synthetic numbers around a decoder's output; the step is the block of rows.</summary>
    Spread = 36,
}
