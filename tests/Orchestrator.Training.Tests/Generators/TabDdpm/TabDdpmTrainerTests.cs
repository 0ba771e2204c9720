using System.Runtime.InteropServices;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.TabDdpm;

[Collection(TensorCollection.Name)]
public sealed class TabDdpmTrainerTests
{
    private const string Small = DiffusionTables.Small;

    [Theory]
    [InlineData("simd", "", 2)]
    [InlineData("simd", ",dropout=0.2,noise-schedule=linear", 5)]
    [InlineData("torch", "", 3)]
    [InlineData("torch", ",dropout=0.2", 5)]
    public void Replica_alone_and_among_others_gives_the_same_bits(string engine, string changes, int count)
    {
        var (trainer, settings) = (DiffusionTables.Trainer(engine), DiffusionTables.Settings(Small + changes));
        var tasks = Enumerable.Range(0, count).Select(k => NeuralTables.GeneratorTask(k)).ToList();

        var together = trainer.FitAll(tasks, settings, TrainingContext.Cpu);

        foreach (var k in new[] { 0, count - 1 })
        {
            var alone = trainer.FitAll([tasks[k]], settings, TrainingContext.Cpu)[0];
            Assert.Equal(alone.Trace.GeneratorLoss, together[k].Trace.GeneratorLoss);
            Assert.Equal(GanTables.Rows(alone), GanTables.Rows(together[k]));
        }

        Assert.NotEqual(GanTables.Rows(together[0]), GanTables.Rows(together[1]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",dropout=0.1,weight-decay=0,schedule=constant")]
    public void Diffusions_trained_by_libtorch_and_by_vector_code_agree(string changes)
    {
        var task = NeuralTables.GeneratorTask(1, 61, 3);
        var (simd, torch) = (
            DiffusionTables.Fit(Small + changes, task), DiffusionTables.Fit(Small + changes, task, "torch"));

        for (var e = 0; e < simd.Trace.GeneratorLoss.Count; e++)
        {
            Assert.Equal(torch.Trace.RealScore[e], simd.Trace.RealScore[e], 2e-3f);
            Assert.Equal(torch.Trace.FakeScore[e], simd.Trace.FakeScore[e], 5e-3f * (1 + simd.Trace.FakeScore[e]));
        }

        var (a, b) = (torch.Synthesise(40, TrainingContext.Cpu), simd.Synthesise(40, TrainingContext.Cpu));
        Assert.Equal(a.Labels, b.Labels);
        var apart = a.Features.Values.Zip(b.Features.Values).Count(pair => Math.Abs(pair.First - pair.Second) > 0.02);
        Assert.InRange(apart, 0, a.Features.Values.Length / 20);
    }

    [Theory]
    [InlineData("simd")]
    [InlineData("torch")]
    public void Replica_that_diverges_ends_and_its_neighbours_go_on_as_if_alone(string engine)
    {
        var (trainer, settings) = (DiffusionTables.Trainer(engine), DiffusionTables.Settings(Small));
        var tasks = Enumerable.Range(0, 3).Select(k => NeuralTables.GeneratorTask(k)).ToList();
        tasks[1].Table.Features[5, 3] = double.NaN;

        var fits = trainer.Fit(tasks, settings, TrainingContext.Cpu);

        Assert.Null(fits[1].Generator);
        Assert.Equal("diverged: the loss is not finite by step 1 of 30", fits[1].Error!.Message);
        foreach (var k in new[] { 0, 2 })
        {
            var alone = trainer.FitAll([tasks[k]], settings, TrainingContext.Cpu)[0];
            Assert.Equal(alone.Trace.GeneratorLoss, fits[k].Generator!.Trace.GeneratorLoss);
            Assert.Equal(GanTables.Rows(alone), GanTables.Rows(fits[k].Generator!));
        }
    }

    [Fact]
    public void Divergence_in_the_course_of_training_is_told_and_not_given_out()
    {
        var fit = DiffusionTables.Trainer().Fit(
            [NeuralTables.GeneratorTask(1)],
            DiffusionTables.Settings(Small + ",steps=300,learning-rate=10,schedule=constant,weight-decay=1"),
            TrainingContext.Cpu)[0];

        Assert.Null(fit.Generator);
        Assert.Matches(@"^diverged: the loss is not finite by step \d+ of 300$", fit.Error!.Message);
    }

    [Fact]
    public void Fewer_synthetic_rows_are_the_first_of_more()
    {
        var fitted = DiffusionTables.Fit(Small, NeuralTables.GeneratorTask(1));

        var (few, many) = (fitted.Synthesise(259, TrainingContext.Cpu), fitted.Synthesise(700, TrainingContext.Cpu));

        Assert.Equal(many.Features.Values[..few.Features.Values.Length], few.Features.Values);
        Assert.Equal(many.Labels[..259], few.Labels);
        Assert.Equal(few.Features.Values, fitted.Synthesise(259, TrainingContext.Cpu).Features.Values);
        Assert.Empty(fitted.Synthesise(0, TrainingContext.Cpu).Labels);
    }

    [Fact]
    public void Tasks_of_different_shapes_come_back_in_their_order_and_too_few_rows_fail_alone()
    {
        var tasks = new[]
        {
            NeuralTables.GeneratorTask(1, 50), NeuralTables.GeneratorTask(2, 40, 3), NeuralTables.GeneratorTask(3, 1),
            NeuralTables.GeneratorTask(4, 50), NeuralTables.GeneratorTask(5, 2),
        };

        var fits = DiffusionTables.Trainer().Fit(tasks, DiffusionTables.Settings(Small), TrainingContext.Cpu);

        Assert.Equal("tab-ddpm needs at least 2 training rows; there are 1.", fits[2].Error!.Message);
        foreach (var t in new[] { 0, 1, 3, 4 })
            Assert.Equal(tasks[t].Key, fits[t].Generator!.Trace.Key);
    }

    [Fact]
    public void Table_without_a_column_that_varies_is_refused()
    {
        var table = new PreparedTable(
            new Matrix(5, 1), new int[5], 2, [new FeatureBlock("a", FeatureBlockKind.OneHot, 0, 1, [])]);

        var fit = DiffusionTables.Trainer().Fit(
            [DiffusionTables.Task(1, table)], DiffusionTables.Settings(Small), TrainingContext.Cpu)[0];

        Assert.Equal("tab-ddpm needs a column that can vary.", fit.Error!.Message);
    }

    [Theory]
    [InlineData("steps=30", 30)]
    [InlineData("steps=250", 84)]
    [InlineData("steps=201", 67)]
    public void Trace_has_at_most_a_hundred_entries_of_equal_length(string steps, int entries)
    {
        var observer = new Recorder();
        var trace = DiffusionTables.Trainer().FitAll(
            [NeuralTables.GeneratorTask(1, 40)], DiffusionTables.Settings(Small + "," + steps),
            TrainingContext.Cpu with { Epochs = observer })[0].Trace;

        Assert.All(
            [trace.GeneratorLoss, trace.DiscriminatorLoss, trace.RealScore, trace.FakeScore],
            series => Assert.Equal(entries, series.Count));
        Assert.All(trace.DiscriminatorLoss, value => Assert.Equal(0, value));
        for (var e = 0; e < entries; e++)
            Assert.Equal(trace.RealScore[e] + trace.FakeScore[e], trace.GeneratorLoss[e]);
        Assert.Equal(Enumerable.Range(1, entries), observer.Epochs.Select(e => e.Epoch));
        Assert.Equal(trace.GeneratorLoss[^1], observer.Epochs[^1].Loss!.Value, 1e-5);
    }

    [Fact]
    public void Cancelled_fit_and_cancelled_synthesis_stop()
    {
        var cancelled = TrainingContext.Cpu with { Cancellation = new CancellationToken(true) };
        var fitted = DiffusionTables.Fit(Small, NeuralTables.GeneratorTask(1));

        Assert.Throws<OperationCanceledException>(() => DiffusionTables.Trainer().Fit(
            [NeuralTables.GeneratorTask(1)], DiffusionTables.Settings(Small), cancelled));
        Assert.Throws<OperationCanceledException>(() => fitted.Synthesise(5, cancelled));
    }

    [Theory]
    [InlineData("", 2, "a1c3b16ddb300204")]
    [InlineData(",dropout=0.2,sampling-steps=7,noise-schedule=linear,discrete=raw,quantiles=50", 3, "435323fd12cd5db0")]
    public void Results_are_those_of_the_first_release(string changes, int classes, string expected)
    {
        var fitted = DiffusionTables.Fit(Small + changes, NeuralTables.GeneratorTask(1, 90, classes));
        var rows = fitted.Synthesise(300, TrainingContext.Cpu);
        float[] losses = [.. fitted.Trace.GeneratorLoss];
        byte[] bytes =
        [
            .. MemoryMarshal.AsBytes(losses.AsSpan()), .. MemoryMarshal.AsBytes(rows.Features.Values.AsSpan()),
            .. MemoryMarshal.AsBytes(rows.Labels.AsSpan()),
        ];

        Assert.Equal(expected, Orchestrator.Sweeps.Trials.Digest.Of(bytes).ToString()[..16]);
    }

    private sealed class Recorder : IEpochObserver
    {
        public List<EpochLosses> Epochs { get; } = [];

        public void EpochEnded(EpochLosses epoch) => Epochs.Add(epoch);
    }
}
