using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Classifiers;

/// <summary>The naive line: the most frequent class of the training rows, the smallest of equals.</summary>
internal sealed class MajorityTrainer : SingleFitTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ModelAlgorithms.Majority;

    /// <inheritdoc/>
    protected override FittedClassifier FitOne(
        ClassifierFitTask task, PresentClasses present, SettingValues settings, TrainingContext context) =>
        ConstantClassifier.Of(present, task.ClassCount);
}
