using System.Runtime.CompilerServices;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// A random forest (Breiman, Machine Learning 45, 2001): trees on bootstrap samples that try a few random features at
/// each split, class shares averaged. Tree t draws from the stream t of the trial's key alone.
/// </summary>
internal sealed class RandomForestTrainer : SingleFitTrainer
{
    private const int WordsAtOnce = 512;

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

    /// <summary>
    /// How often each of n rows comes up in n draws with replacement: those of <see cref="PhiloxSequence.NextInt"/>,
    /// whose words are had many at a time. A word that would bring a bias is passed over, so as many words are asked
    /// for as draws are missing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Draw(Span<int> weights, PhiloxSequence random)
    {
        weights.Clear();
        Span<uint> words = stackalloc uint[WordsAtOnce];
        var range = (uint)weights.Length;
        var threshold = (0u - range) % range;
        for (var missing = weights.Length; missing > 0;)
        {
            var some = words[..Math.Min(missing, WordsAtOnce)];
            random.Fill(some);
            foreach (var word in some)
            {
                var product = (ulong)word * range;
                if ((uint)product < threshold)
                    continue;
                weights[(int)(product >> 32)]++;
                missing--;
            }
        }
    }
}
