namespace Orchestrator.Training.Fusion;

/// <summary>The numbers of one Adam step.</summary>
/// <param name="Rate">The learning rate with its bias correction: α √(1-β₂ᵗ) / (1-β₁ᵗ).</param>
/// <param name="Beta1">The decay of the first moment.</param>
/// <param name="Beta2">The decay of the second moment.</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
internal readonly record struct AdamStep(float Rate, float Beta1, float Beta2, float Epsilon);

/// <summary>The numbers of one RMSprop step.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Rho">The decay of the second moment.</param>
/// <param name="Epsilon">Added to its root.</param>
internal readonly record struct RmsPropStep(float Rate, float Rho, float Epsilon);

/// <summary>The numbers of one step with momentum.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Momentum">What stays of the last step.</param>
internal readonly record struct MomentumStep(float Rate, float Momentum);

/// <summary>The numbers of one Adagrad step.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Epsilon">Added to the root of the sum of squares.</param>
internal readonly record struct AdagradStep(float Rate, float Epsilon);

/// <summary>The numbers of one Nadam step.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Beta1">The decay of the first moment.</param>
/// <param name="Beta2">The decay of the second moment.</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
/// <param name="Gradient">The weight of the gradient.</param>
/// <param name="First">The weight of the first moment.</param>
/// <param name="Second">The bias correction of the second moment, a factor.</param>
internal readonly record struct NadamStep(
    float Rate, float Beta1, float Beta2, float Epsilon, float Gradient, float First, float Second);
