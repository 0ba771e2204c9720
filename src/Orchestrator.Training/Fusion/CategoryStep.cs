namespace Orchestrator.Training.Fusion;

/// <summary>
/// What a step back in a diffusion of categories is made of (Hoogeboom et al. 2021, equations 12 and 13), blocks [K, B,
/// D] with a column for each category.
/// </summary>
/// <param name="Posterior">q(x_{t-1} | x_t, x_0), which the network's is to become.</param>
/// <param name="Likelihood">log q(x_t | x_{t-1}) for x_{t-1} of this category.</param>
/// <param name="Keep">log ᾱ_{t-1}.</param>
/// <param name="Mix">log ((1 - ᾱ_{t-1}) / categories).</param>
internal sealed record CategoryStep(Block Posterior, Block Likelihood, Block Keep, Block Mix);
