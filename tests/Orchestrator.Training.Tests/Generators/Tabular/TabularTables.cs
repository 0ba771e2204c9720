using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Simd;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Generators.Ctgan;
using Orchestrator.Training.Generators.Tabular;
using Orchestrator.Training.Generators.Tvae;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Tabular;

/// <summary>Tables, trainers and groups that the tests of ctgan and tvae share.</summary>
internal static class TabularTables
{
    public const string SmallCtgan = "batch=40,pac=4,embedding=20,hidden=24+16,discriminator-hidden=32+16";
    public const string SmallTvae = "batch=40,embedding=20,hidden=24+16,encoder-hidden=32+16";

    public static TabularOptions Options { get; } = new(10, 0.001, 0.005);

    public static string Small(string name) => name == "ctgan" ? SmallCtgan : SmallTvae;

    public static TabularTrainer Trainer(string name, string engine = "simd", int limit = 16) => name == "ctgan"
        ? new CtganTrainer(new(NeuralTables.Engine(engine), limit))
        : new TvaeTrainer(new(NeuralTables.Engine(engine), limit));

    public static FittedGenerator Fit(string name, string changes, GeneratorFitTask task)
    {
        var trainer = Trainer(name);
        return trainer.FitAll([task], GanTables.Settings(trainer.Algorithm, changes), TrainingContext.Cpu)[0];
    }

    public static CodedTask Coded(GeneratorFitTask task) =>
        new(task, new TabularCodec(task.Table, task.Key, Options), 0);

    public static (FusionEngine Engine, CtganGroup Group) Ctgan(string changes, params GeneratorFitTask[] tasks)
    {
        var engine = new SimdEngine(tasks.Length);
        var settings = CtganSettings.Read(GanTables.Settings(Trainer("ctgan").Algorithm, changes));
        return (engine, new CtganGroup(engine, [.. tasks.Select(Coded)], settings));
    }

    public static (FusionEngine Engine, TvaeGroup Group) Tvae(string changes, params GeneratorFitTask[] tasks)
    {
        var engine = new SimdEngine(tasks.Length);
        var settings = TvaeSettings.Read(GanTables.Settings(Trainer("tvae").Algorithm, changes));
        return (engine, new TvaeGroup(engine, [.. tasks.Select(Coded)], settings));
    }

    /// <summary>
    /// Two clusters: three rows in ten are around -5 with category 0 and class 0, the others around 5 with category 1
    /// and class 1; a third category never occurs.
    /// </summary>
    public static PreparedTable Clusters(int rows)
    {
        var draws = new float[rows];
        new RandomStream(NeuralTables.Key(5), RandomPurpose.Noise, 78).Normal(0, draws);
        var (features, labels) = (new Matrix(rows, 4), new int[rows]);
        for (var i = 0; i < rows; i++)
        {
            labels[i] = i % 10 < 3 ? 0 : 1;
            features[i, 0] = (labels[i] == 0 ? -5 : 5) + (0.3 * draws[i]);
            features[i, 1 + labels[i]] = 1;
        }

        return new PreparedTable(features, labels, 2,
        [
            new FeatureBlock("x", FeatureBlockKind.Numeric, 0, 1, []),
            new FeatureBlock("kind", FeatureBlockKind.OneHot, 1, 3, []),
        ]);
    }

    public static GeneratorFitTask Task(int seed, PreparedTable table) =>
        new(new StageKey(NeuralTables.Key(seed)), table);

    /// <summary>Rows of two numbers and a numeric target: nothing is discrete.</summary>
    public static PreparedTable Numbers(int rows)
    {
        var table = NeuralTables.Table(rows);
        var features = new Matrix(rows, 1);
        for (var i = 0; i < rows; i++)
            features[i, 0] = table.Features[i, 3];
        return new PreparedTable(features, new int[rows], 0, [new FeatureBlock("x", FeatureBlockKind.Numeric, 0, 1, [])])
        {
            Targets = [.. Enumerable.Range(0, rows).Select(i => 1000 + (40 * table.Features[i, 4]))],
        };
    }
}
