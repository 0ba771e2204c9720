using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Classifiers.Mlp;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Mlp;

/// <summary>Networks of different settings in one group.</summary>
[Collection(TensorCollection.Name)]
public sealed class MixedGroupTests
{
    private static readonly Matrix Test = NeuralTables.Table(60, 2, 99).Features;

    // Depth, activation, optimiser, normalisation and batch in common; everything else differs.
    private static readonly string[] Members =
    [
        "hidden=20,50 learning-rate=0.001 dropout=0.3 patience=3",
        "hidden=99,3 learning-rate=0.02 dropout=0 patience=9",
        "hidden=16,16 learning-rate=0.005 dropout=0.5 dropout-on=last max-epochs=3",
        "hidden=1,1 learning-rate=0.01 dropout=0.2 monitor=loss patience=2",
        "hidden=64,64 learning-rate=0.003 schedule=one-cycle restore-best=false",
        "hidden=33,70 beta-1=0.5 rho=0.8 momentum=0.5 schedule=step schedule-every=2 dropout=0.4",
        "hidden=48,17 initialiser=orthogonal epsilon=0.001 beta-2=0.9 validation-split=0.1",
        "hidden=80,80 initialiser=zeros learning-rate=0.004 dropout=0.95",
    ];

    [Theory]
    [InlineData("adam", "selu", "true", 2)]
    [InlineData("sgd", "sigmoid", "true", 2)]
    [InlineData("nadam", "sigmoid", "false", 3)]
    [InlineData("momentum", "tanh", "false", 0)]
    [InlineData("rmsprop", "elu", "true", 3)]
    [InlineData("adagrad", "relu", "true", 0)]
    [InlineData("adam", "leaky-relu", "false", 0)]
    public void Member_gives_the_bits_that_it_gives_alone_and_libtorch_agrees(
        string optimiser, string activation, string norm, int classes)
    {
        var tasks = Mixed(optimiser, activation, norm, classes);

        var together = Values("simd", tasks);

        Assert.Equal(Members.Length, together.Count);
        for (var k = 0; k < tasks.Count; k++)
            Assert.Equal(Values("simd", [tasks[k]])[0], together[k]);

        var torch = Values("torch", [.. tasks.Select(t => (t.Work, t.Settings.With("max-epochs", "2")))]);
        var simd = Values("simd", [.. tasks.Select(t => (t.Work, t.Settings.With("max-epochs", "2")))]);
        for (var k = 0; k < tasks.Count; k++)
        {
            for (var i = 0; i < simd[k].Length; i++)
                Assert.Equal(simd[k][i], torch[k][i], 5e-3);
        }
    }

    [Theory]
    [InlineData("simd")]
    [InlineData("torch")]
    public void Diverging_member_ends_alone_with_its_epoch_and_its_neighbours_do_not_notice(string engine)
    {
        var tasks = Enumerable.Range(0, 5).Select(k =>
        {
            var changes = new[] { ("hidden", "40"), ("activation", "relu"), ("batch-norm", "false"), ("max-epochs", "8") };
            var rate = k == 2 ? "10" : "0.01";
            return (NumberTask(k, 60 + (5 * k)), NeuralTables.Settings(
                MlpAlgorithm.Descriptor, [.. changes, ("optimiser", "sgd"), ("learning-rate", rate), ("dropout", "0")]));
        }).ToList();

        var fits = Fit(engine, tasks);
        var without = Fit(engine, [.. tasks.Where((_, k) => k != 2)]);

        Assert.Null(fits[2].Classifier);
        Assert.Matches("^diverged: the loss is not finite in epoch [1-8] of 8$", fits[2].Error!.Message);
        Assert.Equal(
            without.Values.Select(fit => fit.Classifier!.Predict(Test).Values),
            fits.Where(fit => fit.Key != 2).Select(fit => fit.Value.Classifier!.Predict(Test).Values));
        Assert.All(fits.Where(fit => fit.Key != 2), fit => Assert.Null(fit.Value.Error));
    }

    [Fact]
    public void Members_of_different_shapes_are_told_apart()
    {
        var changes = new[]
        {
            "layers=1", "layers=2", "layers=2 activation=relu", "layers=2 optimiser=sgd", "layers=2 batch=16",
            "layers=2 batch-norm=false", "layers=2 batch-norm-from=3", "layers=2 batch-norm-momentum=0.5",
        };
        var tasks = changes.Select((text, k) => (NeuralTables.ClassifierTask(k), Changed("max-epochs=2 " + text))).ToList();

        var together = Values("simd", tasks);

        for (var k = 0; k < tasks.Count; k++)
            Assert.Equal(Values("simd", [tasks[k]])[0], together[k]);
        Assert.Equal(
            Values("simd", [(tasks[5].Item1, tasks[6].Item2)])[0], Values("simd", [(tasks[5].Item1, tasks[5].Item2)])[0]);
    }

    private static List<(ClassifierFitTask Work, SettingValues Settings)> Mixed(
        string optimiser, string activation, string norm, int classes) =>
    [
        .. Members.Select((member, k) => (
            classes == 0 ? NumberTask(k, 50 + (9 * k)) : NeuralTables.ClassifierTask(k, 50 + (9 * k), classes),
            Changed($"max-epochs=7 batch=16 optimiser={optimiser} activation={activation} batch-norm={norm} {member}"))),
    ];

    private static ClassifierFitTask NumberTask(int seed, int rows)
    {
        var task = NeuralTables.ClassifierTask(seed, rows);
        return task with
        {
            Labels = new int[rows],
            ClassCount = 0,
            Targets = [.. Enumerable.Range(0, rows).Select(i => 100 + (10 * task.Features[i, 3]) - task.Features[i, 4])],
        };
    }

    private static SettingValues Changed(string changes) => NeuralTables.Settings(
        MlpAlgorithm.Descriptor, [.. changes.Split(' ').Select(change => change.Split('=')).Select(c => (c[0], c[1]))]);

    private static Dictionary<int, ClassifierFit> Fit(
        string engine, IReadOnlyList<(ClassifierFitTask Work, SettingValues Settings)> tasks) =>
        new MlpTrainer(new(NeuralTables.Engine(engine), 16)).FitEach(tasks, TrainingContext.Cpu)
            .OrderBy(fit => fit.Task).ToDictionary(fit => fit.Task);

    private static Dictionary<int, double[]> Values(
        string engine, IReadOnlyList<(ClassifierFitTask Work, SettingValues Settings)> tasks) =>
        Fit(engine, tasks).ToDictionary(fit => fit.Key, fit =>
        {
            var predictions = fit.Value.Classifier!.Predict(Test);
            return predictions.Values?.Select(value => value / 10).ToArray() ?? predictions.Probabilities!.Values;
        });
}
