using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Generators.TabDdpm;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.TabDdpm;

/// <summary>Tables, settings and trainers that the tests of the diffusion share.</summary>
internal static class DiffusionTables
{
    /// <summary>A network and a course that a test has time for.</summary>
    public const string Small = "steps=30,batch=32,timesteps=20,hidden=24+16,time-embedding=12";

    public static SettingValues Settings(string changes) => GanTables.Settings(TabDdpmAlgorithm.Descriptor, changes);

    public static TabDdpmTrainer Trainer(string engine = "simd", int limit = 16) =>
        new(new(NeuralTables.Engine(engine), limit));

    public static FittedGenerator Fit(string changes, GeneratorFitTask task, string engine = "simd") =>
        Trainer(engine).FitAll([task], Settings(changes), TrainingContext.Cpu)[0];

    /// <summary>
    /// Rows of a known distribution. Class 1 (three tenths): x is N(3, 0.5), y = -x + N(0, 0.2), colour mostly the third
    /// and the size follows it. Class 0: x is N(0, 1), y = x + N(0, 0.2), colours the first two at 2 : 1, size first.
    /// </summary>
    public static PreparedTable Known(int rows, int seed)
    {
        var (normals, uniforms) = (new float[rows * 2], new float[rows * 3]);
        var random = new RandomStream(NeuralTables.Key(seed), RandomPurpose.Noise, 78);
        random.Normal(0, normals);
        random.Uniform(1, uniforms);
        var (features, labels) = (new Matrix(rows, 6), new int[rows]);
        for (var i = 0; i < rows; i++)
        {
            labels[i] = uniforms[i * 3] < 0.3 ? 1 : 0;
            var x = labels[i] == 1 ? 3 + (0.5 * normals[i * 2]) : normals[i * 2];
            features[i, 0] = x;
            features[i, 1] = (labels[i] == 1 ? -x : x) + (0.2 * normals[(i * 2) + 1]);
            var colour = labels[i] == 1
                ? uniforms[(i * 3) + 1] < 0.9 ? 2 : 0
                : uniforms[(i * 3) + 1] < 2.0 / 3 ? 0 : 1;
            features[i, 2 + colour] = 1;
            features[i, 5] = colour == 2 && uniforms[(i * 3) + 2] < 0.8 ? 1.5 : -0.5;
        }

        return new PreparedTable(features, labels, 2,
        [
            new FeatureBlock("x", FeatureBlockKind.Numeric, 0, 1, []),
            new FeatureBlock("y", FeatureBlockKind.Numeric, 1, 1, []),
            new FeatureBlock("colour", FeatureBlockKind.OneHot, 2, 3, []),
            new FeatureBlock("size", FeatureBlockKind.Ordinal, 5, 1, [-0.5, 1.5]),
        ]);
    }

    public static GeneratorFitTask Task(int seed, PreparedTable table) => new(new StageKey(NeuralTables.Key(seed)), table);
}
