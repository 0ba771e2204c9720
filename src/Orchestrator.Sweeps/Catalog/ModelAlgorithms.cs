namespace Orchestrator.Sweeps.Catalog;

/// <summary>The models that a spec can name.</summary>
public static class ModelAlgorithms
{
    /// <summary>L2-regularised logistic regression, as liblinear fits it.</summary>
    public static AlgorithmDescriptor Logreg { get; } = new("logreg", 1, "logistic regression (liblinear)", []);

    /// <summary>The support vector classifier with a Gaussian kernel, as libsvm fits it.</summary>
    public static AlgorithmDescriptor Svc { get; } = new("svc", 1, "support vector classifier (libsvm, RBF kernel)", []);

    /// <summary>Random forest (Breiman 2001).</summary>
    public static AlgorithmDescriptor RandomForest { get; } = new("random-forest", 1, "random forest", []);

    /// <summary>One classification tree (CART).</summary>
    public static AlgorithmDescriptor DecisionTree { get; } = new("decision-tree", 1, "classification tree", []);

    /// <summary>The k nearest neighbours.</summary>
    public static AlgorithmDescriptor Knn { get; } = new("knn", 1, "k nearest neighbours", []);

    /// <summary>Gaussian naive Bayes.</summary>
    public static AlgorithmDescriptor GaussianNb { get; } = new("gaussian-nb", 1, "Gaussian naive Bayes", []);

    /// <summary>The most frequent class of the training rows: the naive line.</summary>
    public static AlgorithmDescriptor Majority { get; } = new("majority", 1, "most frequent class", []);

    /// <summary>All of them, in the order of the listing.</summary>
    public static IReadOnlyList<AlgorithmDescriptor> All { get; } =
        [Logreg, Svc, RandomForest, DecisionTree, Knn, GaussianNb, MlpAlgorithm.Descriptor, Majority];
}
