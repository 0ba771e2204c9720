using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// A random forest (Breiman, Machine Learning 45, 2001): trees on bootstrap samples that try a few random features at
/// each split, class shares averaged. Tree t draws from the stream t of the trial's key alone.
/// </summary>
internal sealed class RandomForestTrainer : SingleFitTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ModelAlgorithms.RandomForest;

    /// <inheritdoc/>
    protected override FittedClassifier FitOne(
        ClassifierFitTask task, PresentClasses present, SettingValues settings, TrainingContext context)
    {
        var growth = GrowthSettings.Read(settings, MaxFeatures(settings.Text("max-features"), task.Features.Columns));
        var data = TrainingColumns.Of(task.Features, present);
        var grower = new TreeGrower(data, settings.Text("criterion"), growth);
        var nodes = new TreeNodes(present.Classes.Length);
        var weights = new int[task.Labels.Length];
        Array.Fill(weights, 1);
        var bootstrap = settings.Flag("bootstrap");
        for (var tree = 0; tree < settings.Integer("trees"); tree++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var random = new PhiloxSequence(task.Key.Value.A, (ulong)tree);
            if (bootstrap)
                Draw(weights, random);
            grower.Grow(weights, random, nodes);
        }

        nodes.Trim();
        return new TreeClassifier(nodes, present.Classes, task.ClassCount);
    }

    private static int MaxFeatures(string rule, int columns) => rule switch
    {
        "sqrt" => (int)Math.Sqrt(columns),
        "log2" => (int)Math.Log2(columns),
        _ => columns,
    };

    /// <summary>How often each of n rows comes up in n draws with replacement.</summary>
    private static void Draw(Span<int> weights, PhiloxSequence random)
    {
        weights.Clear();
        for (var i = 0; i < weights.Length; i++)
            weights[random.NextInt(weights.Length)]++;
    }
}
