using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Classifiers.Neighbors;

/// <summary>
/// The k nearest training rows by Euclidean distance vote with equal weight (Cover and Hart 1967), or give the mean of
/// their targets; all rows where there are fewer than k. Of rows at equal distance the one that comes first in the
/// training table counts as nearer.
/// </summary>
internal sealed class KnnTrainer : SingleFitTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ModelAlgorithms.Knn;

    /// <inheritdoc/>
    protected override FittedClassifier FitOne(
        ClassifierFitTask task, PresentClasses present, SettingValues settings, TrainingContext context) =>
        new KnnClassifier(task, Neighbours(task, settings));

    /// <inheritdoc/>
    protected override FittedClassifier FitNumbers(
        ClassifierFitTask task, double[] targets, SettingValues settings, TrainingContext context) =>
        new KnnClassifier(task, Neighbours(task, settings));

    private static int Neighbours(ClassifierFitTask task, SettingValues settings) =>
        Math.Min(settings.Integer("k"), task.Features.Rows);
}
