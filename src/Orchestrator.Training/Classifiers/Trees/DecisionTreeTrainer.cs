using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// One classification tree over all features (CART). Chance only decides between equally good splits.
/// </summary>
internal sealed class DecisionTreeTrainer : SingleFitTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ModelAlgorithms.DecisionTree;

    /// <inheritdoc/>
    protected override FittedClassifier FitOne(
        ClassifierFitTask task, PresentClasses present, SettingValues settings, TrainingContext context)
    {
        var growth = GrowthSettings.Read(settings, task.Features.Columns);
        var data = TrainingColumns.Of(task.Features, present);
        var nodes = new TreeNodes(present.Classes.Length);
        var weights = new int[task.Labels.Length];
        Array.Fill(weights, 1);
        new TreeGrower(data, settings.Text("criterion"), growth)
            .Grow(weights, new PhiloxSequence(task.Key.Value.A, 0), nodes);
        nodes.Trim();
        return new TreeClassifier(nodes, present.Classes, task.ClassCount);
    }
}
