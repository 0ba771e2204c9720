using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Simd;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

/// <summary>Tables, tasks and networks that the tests of generators share.</summary>
internal static class GanTables
{
    /// <summary>Points of the unit circle: x is the feature, y the target.</summary>
    public static PreparedTable Circle(int points)
    {
        var (x, y) = (new Matrix(points, 1), new double[points]);
        for (var i = 0; i < points; i++)
            (y[i], x[i, 0]) = Math.SinCos(2 * Math.PI * i / points);
        return new PreparedTable(x, new int[points], 0, [new FeatureBlock("x", FeatureBlockKind.Numeric, 0, 1, [])])
        {
            Targets = y,
        };
    }

    public static GeneratorFitTask CircleTask(int seed, int points = 300) =>
        new(new StageKey(NeuralTables.Key(seed)), Circle(points));

    /// <summary>A trainer by name with its engine and the size of its groups.</summary>
    public static GanTrainer Trainer(string name, string engine = "simd", int limit = 16)
    {
        var engines = NeuralTables.Engine(engine);
        return name switch
        {
            "gan" => new DenseGanTrainer(new(engines, limit)),
            "wgan" => new WganTrainer(new(engines, limit)),
            "dcgan" => new DcganTrainer(new(engines, limit)),
            _ => new WganGpTrainer(new(engines, limit)),
        };
    }

    /// <summary>Settings from <c>name=value</c> pairs; widths of a list are joined with plus signs.</summary>
    public static SettingValues Settings(AlgorithmDescriptor algorithm, string changes) => NeuralTables.Settings(
        algorithm,
        [
            .. changes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(change => change.Split('='))
                .Select(pair => (pair[0], pair[1].Replace('+', ','))),
        ]);

    /// <summary>One fit on the vector engine.</summary>
    public static FittedGenerator Fit(string name, string changes, GeneratorFitTask task)
    {
        var trainer = Trainer(name);
        return trainer.FitAll([task], Settings(trainer.Algorithm, changes), TrainingContext.Cpu)[0];
    }

    /// <summary>A group of one replica that the test can look into.</summary>
    public static (SimdEngine Engine, GanGroup Group) Group(string name, string changes, GeneratorFitTask task)
    {
        var engine = new SimdEngine(1);
        var algorithm = Trainer(name).Algorithm;
        var values = Settings(algorithm, changes);
        var settings = GanSettings.Read(algorithm, values);
        GanGroup group = name switch
        {
            "wgan" => new WganGroup(engine, [task], settings, (float)values.Real("clip")),
            "wgan-gp" => new WganGpGroup(engine, [task], settings, values),
            _ => new CrossEntropyGroup(engine, [task], settings, generatorFirst: name == "dcgan"),
        };
        return (engine, group);
    }

    public static float[] Values(FusionEngine engine, Block block)
    {
        var values = new float[block.Rows * block.Columns];
        engine.Download(block, 0, values);
        return values;
    }

    /// <summary>Every number of a table.</summary>
    public static double[] Numbers(PreparedTable table) =>
        [.. table.Features.Values, .. table.Labels.Select(label => (double)label), .. table.Targets ?? []];

    public static double[] Rows(FittedGenerator fitted, int count = 300) =>
        Numbers(fitted.Synthesise(count, TrainingContext.Cpu));
}
