using System.Globalization;
using System.Text;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Simd;
using Orchestrator.Training.Fusion.Torch;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Fusion;

/// <summary>Small tables and tasks for the neural trainers, and engines by name.</summary>
internal static class NeuralTables
{
    public const int Columns = 5;

    /// <summary>Fits every task, none of which may diverge.</summary>
    public static IReadOnlyList<FittedGenerator> FitAll(
        this GeneratorTrainer trainer, IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context) =>
        [.. trainer.Fit(tasks, settings, context).Select(fit => fit.Generator ?? throw fit.Error!)];

    public static Digest Key(int number) =>
        Digest.Of(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Rows around one centre a class: a one-hot block of 2, an ordinal of 3 levels, two numbers.</summary>
    public static PreparedTable Table(int rows, int classes = 2, int seed = 1)
    {
        var draws = new float[rows * 4];
        new RandomStream(Key(seed), RandomPurpose.Noise, 77).Normal(0, draws);
        var (features, labels) = (new Matrix(rows, Columns), new int[rows]);
        for (var i = 0; i < rows; i++)
        {
            labels[i] = i % classes;
            var hot = draws[i * 4] + labels[i] > 0.5 ? 1 : 0;
            features[i, 0] = hot;
            features[i, 1] = 1 - hot;
            features[i, 2] = Math.Clamp(Math.Round(draws[(i * 4) + 1]), -1, 1) / 2;
            features[i, 3] = (draws[(i * 4) + 2] * 0.4) + labels[i];
            features[i, 4] = 2 - (3 * labels[i]) + draws[(i * 4) + 3];
        }

        return new PreparedTable(features, labels, classes,
        [
            new FeatureBlock("hot", FeatureBlockKind.OneHot, 0, 2, []),
            new FeatureBlock("step", FeatureBlockKind.Ordinal, 2, 1, [-0.5, 0, 0.5]),
            new FeatureBlock("x", FeatureBlockKind.Numeric, 3, 1, []),
            new FeatureBlock("y", FeatureBlockKind.Numeric, 4, 1, []),
        ]);
    }

    public static GeneratorFitTask GeneratorTask(int seed, int rows = 100, int classes = 2) =>
        new(new StageKey(Key(seed)), Table(rows, classes, seed));

    public static ClassifierFitTask ClassifierTask(int seed, int rows = 100, int classes = 2)
    {
        var table = Table(rows, classes, seed);
        return new ClassifierFitTask(new TrialKey(Key(seed)), table.Features, table.Labels, classes);
    }

    public static SettingValues Settings(AlgorithmDescriptor algorithm, params (string Name, string Value)[] changes) =>
        changes.Aggregate(
            SettingValues.Defaults(algorithm), (values, change) => values.With(change.Name, change.Value));

    /// <summary>The engine of the CPU, or libtorch's on the CPU.</summary>
    public static Func<string, int, FusionEngine> Engine(string name) => name == "torch"
        ? (_, replicas) => new TorchEngine(replicas, "cpu")
        : (_, replicas) => new SimdEngine(replicas);
}
