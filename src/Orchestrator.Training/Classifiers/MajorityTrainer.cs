using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Classifiers;

/// <summary>
/// The naive line: the most frequent class of the training rows, the smallest of equals; or the mean of their targets.
/// </summary>
internal sealed class MajorityTrainer : SingleFitTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ModelAlgorithms.Majority;

    /// <inheritdoc/>
    protected override FittedClassifier FitOne(
        ClassifierFitTask task, PresentClasses present, SettingValues settings, TrainingContext context) =>
        ConstantClassifier.Of(present, task.ClassCount);

    /// <inheritdoc/>
    protected override FittedClassifier FitNumbers(
        ClassifierFitTask task, double[] targets, SettingValues settings, TrainingContext context) =>
        new ConstantNumber(targets.Average());
}
