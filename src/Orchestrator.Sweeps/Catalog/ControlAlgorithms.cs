using static Orchestrator.Sweeps.Catalog.Settings;

namespace Orchestrator.Sweeps.Catalog;

/// <summary>
/// Generators without a network: the controls, without which a gain proves nothing, and the classical rivals.
/// </summary>
public static class ControlAlgorithms
{
    /// <summary>Real rows again: more rows, no new information.</summary>
    public static AlgorithmDescriptor Duplicate { get; } = new(
        "duplicate", 1, "resampled real rows as they are: more rows, no new information (a control)",
        [PerClass, ClassBalancing.Setting]);

    /// <summary>Each column by itself: the marginals and nothing else.</summary>
    public static AlgorithmDescriptor Independent { get; } = new(
        "independent", 1, "each column, label too, drawn by itself from its own values (a control)",
        [ClassBalancing.Setting]);

    /// <summary>SMOTE (Chawla et al. 2002), for numbers and categories.</summary>
    public static AlgorithmDescriptor Smote { get; } = new(
        "smote", 1, "between a row and a near one of its class; SMOTE-NC for categories (Chawla et al. 2002)",
        [
            Integer("k", "5", 1, 10_000, "Nearest rows of its class that a row is paired with, or all there are."),
            ClassBalancing.Setting,
        ]);

    /// <summary>The Gaussian copula with empirical marginals.</summary>
    public static AlgorithmDescriptor GaussianCopula { get; } = new(
        "gaussian-copula", 1,
        "empirical marginals joined by a Gaussian copula (Patki et al. 2016, the Synthetic Data Vault)",
        [ClassBalancing.Setting]);

    /// <summary>All of them, in the order of the listing.</summary>
    public static IReadOnlyList<AlgorithmDescriptor> All { get; } = [Duplicate, Independent, Smote, GaussianCopula];
}
