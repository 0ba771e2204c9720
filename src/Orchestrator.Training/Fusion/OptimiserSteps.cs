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
