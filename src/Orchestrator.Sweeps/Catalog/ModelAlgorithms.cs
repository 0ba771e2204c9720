using static Orchestrator.Sweeps.Catalog.Settings;

namespace Orchestrator.Sweeps.Catalog;

/// <summary>The models that a spec can name. Defaults are scikit-learn's, but for k = 3 neighbours.</summary>
public static class ModelAlgorithms
{
    /// <summary>L2-regularised logistic regression, as liblinear has it. Version 1 was liblinear itself.</summary>
    public static AlgorithmDescriptor Logreg { get; } = new("logreg", 2, "logistic regression (trust-region Newton)",
    [
        Real("c", "1", 1e-9, 1e9, "inverse strength of the L2 penalty"),
        Real("tolerance", "0.0001", 1e-12, 1, "stop when the gradient has shrunk to this share"),
        Real("intercept-scaling", "1", 1e-9, 1e9,
            "value of the constant feature that carries the intercept, which is penalised too"),
        SearchSetting,
    ]);

    /// <summary>The support vector classifier with a Gaussian kernel, as libsvm has it. Version 1 was libsvm.</summary>
    public static AlgorithmDescriptor Svc { get; } = new("svc", 2, "support vector classifier (SMO, RBF kernel)",
    [
        Real("c", "1", 1e-9, 1e9, "penalty of a row inside the margin"),
        Real("gamma", "0", 0, 1e9, "exp(-gamma ‖x - y‖²) is the kernel; 0: 1 / (columns × variance of all entries)"),
        Real("tolerance", "0.001", 1e-9, 1, "stop when no pair violates the optimality conditions by more"),
        Flag("shrinking", "true", "leave out rows that have settled at a bound"),
        SearchSetting,
    ]);

    /// <summary>Random forest (Breiman 2001).</summary>
    public static AlgorithmDescriptor RandomForest { get; } = new("random-forest", 1, "random forest (Breiman 2001)",
    [
        Integer("trees", "100", 1, 100_000, "trees whose class shares are averaged"),
        Criterion,
        Words("max-features", "sqrt", ["sqrt", "log2", "all"], "features tried at a split, of d: √d, log2 d or all"),
        Flag("bootstrap", "true", "each tree sees n rows drawn with replacement; otherwise all rows"),
        .. Growth,
        SearchSetting,
    ]);

    /// <summary>One classification tree (CART).</summary>
    public static AlgorithmDescriptor DecisionTree { get; } = new("decision-tree", 1,
        "classification tree (CART, Breiman et al. 1984)", [Criterion, .. Growth, SearchSetting]);

    /// <summary>The k nearest neighbours.</summary>
    public static AlgorithmDescriptor Knn { get; } = new(
        "knn", 1, "k nearest neighbours (Euclidean distance, equal votes)",
        [Integer("k", "3", 1, 10_000, "neighbours that vote"), SearchSetting])
    {
        Regresses = true,
    };

    /// <summary>Gaussian naive Bayes.</summary>
    public static AlgorithmDescriptor GaussianNb { get; } = new("gaussian-nb", 1, "Gaussian naive Bayes",
    [
        Real("var-smoothing", "1E-09", 0, 1e9, "share of the largest feature variance added to every variance"),
        SearchSetting,
    ]);

    /// <summary>The most frequent class of the training rows, or the mean of their targets: the naive line.</summary>
    public static AlgorithmDescriptor Majority { get; } = new("majority", 1, "most frequent class, or mean target", [])
    {
        Regresses = true,
    };

    /// <summary>All of them, in the order of the listing.</summary>
    public static IReadOnlyList<AlgorithmDescriptor> All { get; } =
    [
        Logreg, Svc, RandomForest, DecisionTree, Knn, GaussianNb, BoostingAlgorithm.Descriptor,
        MlpAlgorithm.Descriptor, FullBatchAlgorithm.Descriptor, Majority,
    ];

    private static SettingDescriptor Criterion => Words("criterion", "gini", ["gini", "entropy", "log-loss"],
        "impurity that a split lowers most (entropy and log-loss are the same)");

    private static SettingDescriptor[] Growth =>
    [
        Integer("max-depth", "0", 0, 1_000_000, "splits from the root to a leaf; 0: no limit"),
        Integer("min-samples-split", "2", 2, int.MaxValue, "distinct rows that a node needs to be split"),
        Integer("min-samples-leaf", "1", 1, int.MaxValue, "distinct rows that each side of a split keeps"),
    ];
}
