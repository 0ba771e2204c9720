using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

public sealed class GanOptionsTests
{
    // One batch an epoch, and nothing random but noise and order.
    private const string OneStep = "batch=100,dropout=0,learning-rate=0.01";

    [Fact]
    public void Clipped_critic_stays_within_its_bound_and_reaches_it()
    {
        var (engine, group) = GanTables.Group(
            "wgan", "epochs=10,clip=0.02,learning-rate=0.001", NeuralTables.GeneratorTask(1));
        using (group)
        {
            _ = group.Train(TrainingContext.Cpu);

            var weights = GanTables.Values(engine, group.Discriminator.Parameters);
            Assert.All(weights, weight => Assert.InRange(weight, -0.02f, 0.02f));
            Assert.Contains(weights, weight => weight is 0.02f or -0.02f);
            Assert.Contains(GanTables.Values(engine, group.Generator.Parameters), weight => MathF.Abs(weight) > 0.02f);
        }
    }

    [Fact]
    public void Averaged_weights_equal_a_computation_by_hand_and_synthesise()
    {
        const float Decay = 0.75f;
        var expected = Weights("gan", OneStep + ",epochs=1", trained: false);
        for (var epochs = 1; epochs <= 3; epochs++)
        {
            var moved = Weights("gan", $"{OneStep},epochs={epochs}", trained: true);
            expected = [.. expected.Zip(moved, (average, weight) => (Decay * average) + ((1 - Decay) * weight))];
        }

        var (engine, group) = GanTables.Group("gan", OneStep + ",epochs=3,ema=0.75", NeuralTables.GeneratorTask(1));
        using (group)
        {
            var fit = group.Train(TrainingContext.Cpu)[0];
            var average = GanTables.Values(engine, group.Average!);
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], average[i], 1e-6f);
            Assert.NotEqual(average, GanTables.Values(engine, group.Generator.Parameters));
            Assert.Equal(
                GanTables.Rows(GanTables.Fit("gan", OneStep + ",epochs=3,ema=0.75", NeuralTables.GeneratorTask(1))),
                GanTables.Rows(fit.Generator!));
            Assert.NotEqual(
                GanTables.Rows(GanTables.Fit("gan", OneStep + ",epochs=3", NeuralTables.GeneratorTask(1))),
                GanTables.Rows(fit.Generator!));
        }
    }

    [Theory]
    [InlineData("constant", new[] { 0.01, 0.01, 0.01, 0.01, 0.01, 0.01 })]
    [InlineData("step", new[] { 0.01, 0.01, 0.0025, 0.0025, 0.000625, 0.000625 })]
    public void Learning_rate_of_each_evaluation_is_the_schedules(string schedule, double[] expected)
    {
        var fitted = GanTables.Fit(
            "gan", $"{OneStep},epochs=6,evaluate-every=1,schedule={schedule},schedule-every=2,schedule-factor=0.25",
            NeuralTables.GeneratorTask(1));

        var details = fitted.Trace.Details!;

        Assert.Equal(expected, details.Evaluations.Select(e => e.LearningRate));
        Assert.Equal(schedule == "constant", details.ConstantColumns.Contains("learning-rate"));
    }

    [Fact]
    public void One_cycle_rises_to_the_rate_that_is_set_and_falls_again()
    {
        var fitted = GanTables.Fit(
            "wgan-gp", $"{OneStep},epochs=20,evaluate-every=1,schedule=one-cycle,schedule-warmup=0.3",
            NeuralTables.GeneratorTask(1));

        var rates = fitted.Trace.Details!.Evaluations.Select(e => e.LearningRate).ToList();

        Assert.Equal(0.01 / 25, rates[0], 1e-9);
        Assert.Equal(0.01, rates[5], 1e-9);
        Assert.Equal(rates[..6].Order(), rates[..6]);
        Assert.Equal(rates[5..].OrderDescending(), rates[5..]);
        Assert.InRange(rates[^1], 0, 1e-6);
    }

    [Fact]
    public void Schedule_of_factor_one_trains_as_a_constant_rate_and_a_smaller_factor_does_not()
    {
        double[] Fit(string changes) =>
            GanTables.Rows(GanTables.Fit("dcgan", "epochs=4," + changes, NeuralTables.GeneratorTask(2)));

        var plain = Fit("schedule=constant");

        Assert.Equal(plain, Fit("schedule=step,schedule-every=1,schedule-factor=1"));
        Assert.NotEqual(plain, Fit("schedule=step,schedule-every=1,schedule-factor=0.1"));
    }

    [Fact]
    public void Plain_descent_moves_weights_by_rate_times_gradient()
    {
        const string Changes = "batch=100,dropout=0,optimiser=sgd,epochs=1";
        var start = Weights("gan", Changes, trained: false);
        float[] Move(string rate) =>
            [.. Weights("gan", $"{Changes},learning-rate={rate}", trained: true).Zip(start, (end, begin) => end - begin)];

        // The generator steps against the discriminator's new weights, so the proportion holds for small rates.
        var (small, large) = (Move("0.0001"), Move("0.0004"));

        Assert.Contains(small, move => MathF.Abs(move) > 1e-6f);
        for (var i = 0; i < small.Length; i++)
            Assert.Equal(4 * small[i], large[i], 1e-6f);
    }

    [Fact]
    public void Smoothed_labels_change_the_discriminators_loss_by_the_mean_logit_of_real_rows()
    {
        var task = NeuralTables.GeneratorTask(1);
        var (engine, group) = GanTables.Group("gan", OneStep + ",epochs=1", task);
        double mean;
        using (group)
        {
            var critic = new FoldedNetwork(
                group.Discriminator.Layout, GanTables.Values(engine, group.Discriminator.Parameters), new float[16]);
            var logits = critic.Run(new RowCodec(task.Table, new CodecOptions(false, false, false)).Encode(task.Table));
            mean = Enumerable.Range(0, 100).Average(i => logits[i * critic.OutputColumns]);
        }

        float Loss(string smoothing) => GanTables.Fit(
            "gan", $"{OneStep},epochs=1,label-smoothing={smoothing}", task).Trace.DiscriminatorLoss[0];

        Assert.Equal(Loss("0") + (0.25 * mean), Loss("0.25"), 1e-5);
        Assert.NotEqual(0, mean, 0.01);
    }

    [Theory]
    [InlineData("gan")]
    [InlineData("dcgan")]
    [InlineData("wgan")]
    [InlineData("wgan-gp")]
    public void Generator_moves_in_every_nth_step_alone(string name)
    {
        var start = Weights(name, OneStep + ",epochs=2,n-critic=3", trained: false);

        Assert.Equal(start, Weights(name, OneStep + ",epochs=2,n-critic=3", trained: true));
        Assert.NotEqual(start, Weights(name, OneStep + ",epochs=3,n-critic=3", trained: true));
    }

    [Theory]
    [InlineData("gan", "generator-dropout=0.3")]
    [InlineData("wgan", "generator-dropout=0.3,latent-distribution=sphere")]
    [InlineData("dcgan", "generator-dropout=0.3,label-smoothing=0.1,n-critic=2,hidden=24+40")]
    [InlineData("wgan-gp", "generator-dropout=0.3,latent-distribution=uniform,discriminator-hidden=20,ema=0.9")]
    [InlineData("gan", "batch-norm=training,optimiser=rmsprop,output=linear,initialiser=he-normal,layers=3")]
    public void Options_train_to_finite_rows_and_change_them(string name, string changes)
    {
        var task = NeuralTables.GeneratorTask(1);

        var rows = GanTables.Rows(GanTables.Fit(name, "epochs=3," + changes, task));

        Assert.All(rows, value => Assert.True(double.IsFinite(value)));
        Assert.NotEqual(GanTables.Rows(GanTables.Fit(name, "epochs=3", task)), rows);
    }

    [Fact]
    public void Widths_are_as_listed_or_the_generators_in_reverse()
    {
        int[] Of(IReadOnlyList<DenseLayer> layers) => [.. layers.Select(layer => layer.Outputs)];
        GanNetworks Networks(string changes)
        {
            var algorithm = GanTables.Trainer("gan").Algorithm;
            return GanSettings.Read(algorithm, GanTables.Settings(algorithm, changes)).Networks;
        }

        Assert.Equal([32, 64, 7], Of(Networks("").Generator(7)));
        Assert.Equal([64, 32, 1], Of(Networks("").Discriminator(7)));
        Assert.Equal([5, 20, 3, 7], Of(Networks("hidden=5+20+3").Generator(7)));
        Assert.Equal([3, 20, 5, 1], Of(Networks("hidden=5+20+3").Discriminator(7)));
        Assert.Equal([25, 1], Of(Networks("hidden=15,discriminator-hidden=25").Discriminator(2)));
    }

    private static float[] Weights(string name, string changes, bool trained)
    {
        var (engine, group) = GanTables.Group(name, changes, NeuralTables.GeneratorTask(1));
        using (group)
        {
            if (trained)
                _ = group.Train(TrainingContext.Cpu);
            return GanTables.Values(engine, group.Generator.Parameters);
        }
    }
}
