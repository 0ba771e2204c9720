namespace Orchestrator.Sweeps.Catalog;

/// <summary>The scores that a spec can name as the one that tables show first.</summary>
public static class MetricNames
{
    /// <summary>Correct ÷ test rows.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>Mean recall over the classes.</summary>
    public const string BalancedAccuracy = "balanced-accuracy";

    /// <summary>F1 of class 1, or the mean over more than two classes.</summary>
    public const string F1 = "f1";

    /// <summary>Area under the ROC curve.</summary>
    public const string RocAuc = "roc-auc";

    /// <summary>Mean negative log likelihood of the true class; smaller is better.</summary>
    public const string LogLoss = "log-loss";

    /// <summary>Mean squared error of the probabilities; smaller is better.</summary>
    public const string Brier = "brier";

    /// <summary>Mean squared error of numbers, in the target's unit squared; smaller is better.</summary>
    public const string Mse = "mse";

    /// <summary>Mean absolute error of numbers, in the target's unit; smaller is better.</summary>
    public const string Mae = "mae";

    /// <summary>The share of the variance of numbers that is explained: 1 less the squared errors' share.</summary>
    public const string R2 = "r2";

    /// <summary>The scores of predicted classes, in the order of the listing.</summary>
    public static IReadOnlyList<string> OfClasses { get; } =
        [Accuracy, BalancedAccuracy, F1, RocAuc, LogLoss, Brier];

    /// <summary>The scores of predicted numbers, in the order of the listing.</summary>
    public static IReadOnlyList<string> OfNumbers { get; } = [Mse, Mae, R2];

    /// <summary>All of them, in the order of the listing.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OfClasses, .. OfNumbers];

    /// <summary>Whether the better of two scores is the smaller one.</summary>
    public static bool SmallerIsBetter(string metric) => metric is LogLoss or Brier or Mse or Mae;
}
