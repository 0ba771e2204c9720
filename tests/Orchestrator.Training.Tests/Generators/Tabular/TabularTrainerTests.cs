using System.Runtime.InteropServices;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Tests.Fusion;
using Digest = Orchestrator.Sweeps.Trials.Digest;

namespace Orchestrator.Training.Tests.Generators.Tabular;

[Collection(TensorCollection.Name)]
public sealed class TabularTrainerTests
{
    private static readonly double[] Hot = [0, 1];
    private static readonly double[] Steps = [-0.5, 0, 0.5];

    [Theory]
    [InlineData("ctgan", "simd", 5)]
    [InlineData("ctgan", "torch", 3)]
    [InlineData("ctgan", "torch", 5)]
    [InlineData("tvae", "simd", 5)]
    [InlineData("tvae", "torch", 3)]
    [InlineData("tvae", "torch", 5)]
    public void Replica_alone_and_anywhere_among_others_gives_the_same_bits(string name, string engine, int replicas)
    {
        var trainer = TabularTables.Trainer(name, engine);
        var settings = GanTables.Settings(trainer.Algorithm, TabularTables.Small(name) + ",epochs=3");
        var tasks = Enumerable.Range(0, replicas).Select(k => NeuralTables.GeneratorTask(k, 90)).ToList();

        var together = trainer.FitAll(tasks, settings, TrainingContext.Cpu);

        for (var k = 0; k < replicas; k += 2)
        {
            var alone = trainer.FitAll([tasks[k]], settings, TrainingContext.Cpu)[0];
            Assert.Equal(GanTables.Rows(alone), GanTables.Rows(together[k]));
            Assert.Equal(alone.Trace.GeneratorLoss, together[k].Trace.GeneratorLoss);
            Assert.Equal(alone.Trace.DiscriminatorLoss, together[k].Trace.DiscriminatorLoss);
        }
    }

    [Theory]
    [InlineData("ctgan", "")]
    [InlineData("ctgan", ",n-critic=2,pac=1,dropout=0")]
    [InlineData("tvae", "")]
    public void Libtorch_and_vector_code_agree(string name, string changes)
    {
        var settings = GanTables.Settings(
            TabularTables.Trainer(name).Algorithm, TabularTables.Small(name) + ",epochs=4" + changes);
        GeneratorFitTask[] tasks = [NeuralTables.GeneratorTask(1, 90), NeuralTables.GeneratorTask(2, 90)];

        var torch = TabularTables.Trainer(name, "torch").FitAll(tasks, settings, TrainingContext.Cpu);
        var simd = TabularTables.Trainer(name).FitAll(tasks, settings, TrainingContext.Cpu);

        for (var k = 0; k < 2; k++)
        {
            Near(torch[k].Trace.GeneratorLoss, simd[k].Trace.GeneratorLoss);
            Near(torch[k].Trace.DiscriminatorLoss, simd[k].Trace.DiscriminatorLoss);
            Near(torch[k].Trace.FakeScore, simd[k].Trace.FakeScore);

            // A level that is all but a draw may fall differently.
            var (a, b) = (GanTables.Rows(torch[k]), GanTables.Rows(simd[k]));
            Assert.InRange(a.Zip(b).Count(p => Math.Abs(p.First - p.Second) > 5e-3), 0, a.Length / 50);
        }
    }

    [Theory]
    [InlineData("ctgan", "simd")]
    [InlineData("ctgan", "torch")]
    [InlineData("tvae", "simd")]
    [InlineData("tvae", "torch")]
    public void Replica_that_diverges_ends_and_its_neighbours_go_on_as_if_alone(string name, string engine)
    {
        var trainer = TabularTables.Trainer(name, engine);
        var settings = GanTables.Settings(trainer.Algorithm, TabularTables.Small(name) + ",epochs=3");
        var tasks = Enumerable.Range(0, 4).Select(k => NeuralTables.GeneratorTask(k, 90)).ToList();
        tasks[1].Table.Features[5, 3] = double.NaN;

        var fits = trainer.Fit(tasks, settings, TrainingContext.Cpu);

        Assert.Contains("not a finite number", fits[1].Error!.Message, StringComparison.Ordinal);
        foreach (var k in new[] { 0, 2, 3 })
        {
            var alone = trainer.FitAll([tasks[k]], settings, TrainingContext.Cpu)[0];
            Assert.Equal(GanTables.Rows(alone), GanTables.Rows(fits[k].Generator!));
        }
    }

    [Fact]
    public void Replica_whose_weights_are_lost_is_compacted_away()
    {
        GeneratorFitTask[] tasks = [.. Enumerable.Range(0, 3).Select(k => NeuralTables.GeneratorTask(k, 90))];
        var (engine, group) = TabularTables.Ctgan(TabularTables.SmallCtgan + ",epochs=4", tasks);
        using var owned = group;
        engine.Stage(group.Generator.Parameters, 1)[0] = float.NaN;

        var fits = group.Train(TrainingContext.Cpu);

        Assert.Equal("diverged: the loss is not finite in epoch 1 of 4", fits[1].Error!.Message);
        foreach (var k in new[] { 0, 2 })
        {
            var alone = TabularTables.Fit("ctgan", TabularTables.SmallCtgan + ",epochs=4", tasks[k]);
            Assert.Equal(GanTables.Rows(alone), GanTables.Rows(fits[k].Generator!));
        }
    }

    [Fact]
    public void Autoencoder_whose_weights_are_lost_is_compacted_away()
    {
        GeneratorFitTask[] tasks = [.. Enumerable.Range(0, 3).Select(k => NeuralTables.GeneratorTask(k, 90))];
        var (engine, group) = TabularTables.Tvae(TabularTables.SmallTvae + ",epochs=4", tasks);
        using var owned = group;
        engine.Stage(group.Decoder.Parameters, 0)[0] = float.NaN;

        var fits = group.Train(TrainingContext.Cpu);

        Assert.Equal("diverged: the loss is not finite in epoch 1 of 4", fits[0].Error!.Message);
        var alone = TabularTables.Fit("tvae", TabularTables.SmallTvae + ",epochs=4", tasks[2]);
        Assert.Equal(GanTables.Rows(alone), GanTables.Rows(fits[2].Generator!));
    }

    [Theory]
    [InlineData("ctgan")]
    [InlineData("tvae")]
    public void Fewer_synthetic_rows_are_the_first_of_more(string name)
    {
        var fitted = TabularTables.Fit(name, TabularTables.Small(name) + ",epochs=2", NeuralTables.GeneratorTask(1));

        var (few, many) = (fitted.Synthesise(259, TrainingContext.Cpu), fitted.Synthesise(700, TrainingContext.Cpu));

        Assert.Equal(many.Features.Values[..few.Features.Values.Length], few.Features.Values);
        Assert.Equal(many.Labels[..259], few.Labels);
        Assert.Empty(fitted.Synthesise(0, TrainingContext.Cpu).Labels);
    }

    [Theory]
    [InlineData("ctgan", 2)]
    [InlineData("tvae", 2)]
    [InlineData("ctgan", 7)]
    [InlineData("tvae", 7)]
    public void Few_rows_train_and_every_generated_row_is_valid(string name, int rows)
    {
        var task = NeuralTables.GeneratorTask(1, rows);
        var table = TabularTables.Fit(name, "epochs=3," + TabularTables.Small(name), task).Synthesise(
            300, TrainingContext.Cpu);

        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(1, table.Features[i, 0] + table.Features[i, 1]);
            Assert.Contains(table.Features[i, 0], Hot);
            Assert.Contains(table.Features[i, 2], Steps);
            Assert.True(double.IsFinite(table.Features[i, 3]) && double.IsFinite(table.Features[i, 4]));
            Assert.InRange(table.Labels[i], 0, 1);
        }
    }

    [Theory]
    [InlineData("ctgan")]
    [InlineData("tvae")]
    public void Table_of_numbers_alone_trains(string name)
    {
        var table = TabularTables.Numbers(80);
        var fitted = TabularTables.Fit(name, "epochs=20," + TabularTables.Small(name), TabularTables.Task(1, table));

        var rows = fitted.Synthesise(200, TrainingContext.Cpu);

        Assert.Equal(0, rows.ClassCount);
        Assert.All(rows.Targets!, target => Assert.InRange(target, 500, 1500));
    }

    [Theory]
    [InlineData("ctgan")]
    [InlineData("tvae")]
    public void Known_mixture_is_learnt(string name)
    {
        var changes = name == "ctgan"
            ? "batch=100,pac=5,embedding=16,hidden=64+64,discriminator-hidden=64+64,epochs=200,learning-rate=0.001"
            : "batch=100,embedding=16,hidden=64+64,encoder-hidden=64+64,epochs=150";
        var fitted = TabularTables.Fit(name, changes, TabularTables.Task(1, TabularTables.Clusters(400)));

        var table = fitted.Synthesise(2000, TrainingContext.Cpu);

        var low = Enumerable.Range(0, 2000).Where(i => table.Features[i, 0] < 0).ToList();
        Assert.InRange(low.Count / 2000.0, 0.15, 0.5);
        Assert.InRange(table.Labels.Count(label => label == 0) / 2000.0, 0.15, 0.5);
        Assert.InRange(low.Average(i => table.Features[i, 0]), -5.6, -4.4);
        Assert.InRange(low.Count(i => table.Labels[i] == 0) / (double)low.Count, 0.7, 1);
        Assert.InRange(low.Count(i => table.Features[i, 1] == 1) / (double)low.Count, 0.7, 1);
    }

    [Theory]
    [InlineData("ctgan", 4)]
    [InlineData("tvae", 1)]
    public void Trace_has_an_entry_an_epoch(string name, int series)
    {
        var recorder = new Recorder();
        var trainer = TabularTables.Trainer(name);
        var settings = GanTables.Settings(trainer.Algorithm, TabularTables.Small(name) + ",epochs=3");

        var trace = trainer.FitAll(
            [NeuralTables.GeneratorTask(1)], settings, TrainingContext.Cpu with { Epochs = recorder })[0].Trace;

        IReadOnlyList<float>[] all = [trace.GeneratorLoss, trace.DiscriminatorLoss, trace.RealScore, trace.FakeScore];
        Assert.All(all[..series], values => Assert.Equal(3, values.Count));
        Assert.All(all[series..], Assert.Empty);
        Assert.All(all.SelectMany(values => values), value => Assert.True(float.IsFinite(value)));
        Assert.Equal(trace.GeneratorLoss.Select(loss => (double?)loss), recorder.Epochs.Select(epoch => epoch.Loss));
        Assert.All(recorder.Epochs, epoch => Assert.Equal(series == 4, epoch.DiscriminatorLoss is not null));
        Assert.True(trace.FitSeconds > 0);
    }

    [Theory]
    [InlineData("ctgan")]
    [InlineData("tvae")]
    public void Task_of_too_few_rows_fails_alone(string name)
    {
        var trainer = GeneratorTrainers.Find(name);

        var fits = trainer.Fit(
            [NeuralTables.GeneratorTask(1, 1), NeuralTables.GeneratorTask(2, 30)],
            GanTables.Settings(trainer.Algorithm, "epochs=1," + TabularTables.Small(name)), TrainingContext.Cpu);

        Assert.Equal($"{name} needs at least 2 training rows; there are 1.", fits[0].Error!.Message);
        Assert.NotNull(fits[1].Generator);
    }

    [Fact]
    public void Cancelled_fit_throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var trainer = GeneratorTrainers.Find("tvae");

        Assert.Throws<OperationCanceledException>(() => trainer.FitAll(
            [NeuralTables.GeneratorTask(1)], SettingValues.Defaults(trainer.Algorithm),
            new TrainingContext("cpu", TimeProvider.System, source.Token)));
    }

    [Fact]
    public void Batch_is_rounded_down_to_a_multiple_of_pac()
    {
        var task = NeuralTables.GeneratorTask(1);
        FittedGenerator Fit(string batch) => TabularTables.Fit(
            "ctgan", $"epochs=2,pac=10,embedding=8,hidden=16,discriminator-hidden=16,batch={batch}", task);

        Assert.Equal(GanTables.Rows(Fit("20")), GanTables.Rows(Fit("29")));
        Assert.Equal(GanTables.Rows(Fit("10")), GanTables.Rows(Fit("3")));
    }

    [Theory]
    [InlineData("ctgan")]
    [InlineData("tvae")]
    public void Generator_for_each_class_keeps_the_shares(string name)
    {
        var table = TabularTables.Fit(
            name, "per-class=true,epochs=2," + TabularTables.Small(name), TabularTables.Task(1, TabularTables.Clusters(100)))
            .Synthesise(100, TrainingContext.Cpu);

        Assert.Equal(30, table.Labels.Count(label => label == 0));
        for (var i = 0; i < 100; i++)
            Assert.Equal(table.Labels[i] == 0 ? 1 : 0, table.Features[i, 1]);
    }

    [Theory]
    [InlineData("ctgan", "a4725177ad9f10c8")]
    [InlineData("tvae", "dce9a567bff6f7c5")]
    public void Results_are_those_of_the_first_release(string name, string expected)
    {
        var fitted = TabularTables.Fit(
            name, TabularTables.Small(name) + ",epochs=5", NeuralTables.GeneratorTask(1, 90, 3));

        var (trace, rows) = (fitted.Trace, fitted.Synthesise(300, TrainingContext.Cpu));
        byte[] bytes =
        [
            .. MemoryMarshal.AsBytes(rows.Features.Values.Select(value => (float)value).ToArray().AsSpan()),
            .. MemoryMarshal.AsBytes(rows.Labels.AsSpan()),
            .. MemoryMarshal.AsBytes(trace.RealScore.ToArray().AsSpan()),
        ];
        Assert.Equal(expected, Digest.Of(bytes).ToString()[..16]);
    }

    private static void Near(IReadOnlyList<float> expected, IReadOnlyList<float> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
            Assert.Equal(expected[i], actual[i], 2e-3f * (1 + MathF.Abs(expected[i])));
    }

    private sealed class Recorder : IEpochObserver
    {
        public List<EpochLosses> Epochs { get; } = [];

        public void EpochEnded(EpochLosses epoch) => Epochs.Add(epoch);
    }
}
