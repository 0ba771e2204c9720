using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

public sealed class GanEvaluationTests
{
    [Theory]
    [InlineData("gan")]
    [InlineData("wgan")]
    [InlineData("dcgan")]
    [InlineData("wgan-gp")]
    public void Every_evaluation_is_worked_out_afresh(string name)
    {
        var details = GanTables.Fit(name, "epochs=12,evaluate-every=3", NeuralTables.GeneratorTask(1)).Trace.Details!;

        Assert.Equal([3, 6, 9, 12], details.Evaluations.Select(e => e.Epoch));
        foreach (Func<GeneratorEvaluation, double> value in Changing)
            Assert.Equal(4, details.Evaluations.Select(value).Distinct().Count());
        Assert.All(details.Evaluations, e =>
        {
            Assert.Equal(1, e.FakeAccuracy + e.GeneratorAccuracy, 12);
            Assert.All(new[] { e.RealAccuracy, e.FakeAccuracy }, share => Assert.InRange(share, 0, 1));
            Assert.Equal(
                name.StartsWith('w') ? Math.Abs(-e.RealLoss - e.FakeLoss) : Math.Abs(e.RealLoss - e.FakeLoss),
                e.Convergence, 1e-9);
        });
        Assert.Equal(
            ["mode-collapse", "learning-rate"],
            details.ConstantColumns.Where(c => !c.EndsWith("accuracy", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("gan", "batch-norm=training,ema=0.9")]
    [InlineData("dcgan", "generator-dropout=0.2")]
    [InlineData("wgan-gp", "")]
    public void Fit_is_the_same_watched_or_not(string name, string changes)
    {
        var task = NeuralTables.GeneratorTask(4);

        var plain = GanTables.Fit(name, "epochs=5," + changes, task);
        var watched = GanTables.Fit(name, "epochs=5,evaluate-every=1,interpolation=7," + changes, task);

        Assert.Equal(GanTables.Rows(plain), GanTables.Rows(watched));
        Assert.Equal(plain.Trace.DiscriminatorLoss, watched.Trace.DiscriminatorLoss);
        Assert.Null(plain.Trace.Details);
        Assert.Equal(7 * (NeuralTables.Columns + 1), watched.Trace.Details!.LatentPath.Count);
    }

    [Fact]
    public void Networks_of_zeros_are_judged_as_by_hand()
    {
        float[] real = new float[3 * 16];
        (real[0], real[16], real[33]) = (3, -3, 4);
        var (generator, discriminator) = (Zeros(2, 2), Zeros(2, 1));

        var cross = new GanEvaluator(false, real, 2, new float[3 * 16]).Evaluate(generator, discriminator, 7, 0.1);
        var critic = new GanEvaluator(true, real, 2, new float[3 * 16]).Evaluate(generator, discriminator, 7, 0.1);

        var half = Math.Log(2);
        Assert.Equal(new GeneratorEvaluation(7, half, half, half, 0, 1, 0, 0, true, 0.1, 0), cross);
        Assert.Equal(new GeneratorEvaluation(7, 0, 0, 0, 0, 1, 0, 0, true, 0.1, 0), critic);
        Assert.Equal((6 + 5 + 5) / 3.0, RowDiversity.Of(real, 2), 1e-12);
    }

    [Fact]
    public void Diversity_compares_generated_with_real_distances()
    {
        // The generator passes its noise on, the discriminator the first column.
        float[] real = new float[2 * 16], noise = new float[2 * 16];
        (real[0], real[16]) = (-4, 4);
        (noise[0], noise[16]) = (1, 3);
        var weights = new float[(16 * 16) + 16];
        weights[0] = 1;
        var pass = new FoldedNetwork(Layout(1, 1), weights, new float[16]);

        var cross = new GanEvaluator(false, real, 1, noise).Evaluate(pass, pass, 1, 1);
        var critic = new GanEvaluator(true, real, 1, noise).Evaluate(pass, pass, 1, 1);

        Assert.Equal(0.25, cross.Diversity, 1e-12);
        Assert.False(cross.ModeCollapse);
        Assert.Equal((0.5, 0, 1), (cross.RealAccuracy, cross.FakeAccuracy, cross.GeneratorAccuracy));
        Assert.Equal((Math.Log(1 + Math.Exp(4)) + Math.Log(1 + Math.Exp(-4))) / 2, cross.RealLoss, 1e-6);
        Assert.Equal((Math.Log(1 + Math.Exp(1)) + Math.Log(1 + Math.Exp(3))) / 2, cross.FakeLoss, 1e-6);
        Assert.Equal((Math.Log(1 + Math.Exp(-1)) + Math.Log(1 + Math.Exp(-3))) / 2, cross.GeneratorLoss, 1e-6);
        Assert.Equal((0.0, 2.0, -2.0, 2.0), (critic.RealLoss, critic.FakeLoss, critic.GeneratorLoss, critic.Convergence));
    }

    [Fact]
    public void Columns_that_never_change_are_named_and_one_evaluation_names_none()
    {
        var one = new GeneratorEvaluation(1, 0.71, 0.68, 0.7, 0.25, 0.79, 0.17, 2.4, false, 1e-4, 0.73);

        Assert.Empty(EvaluationColumns.Constant([one]));
        Assert.Equal(10, EvaluationColumns.Constant([one, one with { Epoch = 2 }]).Count);
        Assert.DoesNotContain("diversity", EvaluationColumns.Constant([one, one with { Diversity = 2.41 }, one]));
        Assert.Equal(9, EvaluationColumns.Constant([one, one with { ModeCollapse = true }]).Count);
    }

    [Fact]
    public void Early_stop_waits_for_its_patience_and_is_recorded()
    {
        var fitted = GanTables.Fit(
            "gan", "epochs=30,evaluate-every=3,early-stop=convergence,early-stop-tolerance=1000,early-stop-patience=2",
            NeuralTables.GeneratorTask(1));

        Assert.Equal(6, fitted.Trace.GeneratorLoss.Count);
        Assert.Equal(6, fitted.Trace.Details!.StoppedEpoch);
        Assert.Equal([3, 6], fitted.Trace.Details.Evaluations.Select(e => e.Epoch));
        Assert.Equal(
            GanTables.Rows(GanTables.Fit("gan", "epochs=6", NeuralTables.GeneratorTask(1))), GanTables.Rows(fitted));
    }

    [Theory]
    [InlineData("simd")]
    [InlineData("torch")]
    public void Replicas_stop_each_at_its_own_epoch_as_if_alone(string engine)
    {
        const string Changes = "epochs=40,dropout=0,early-stop=convergence,early-stop-tolerance=0.2,early-stop-patience=5";
        var trainer = GanTables.Trainer("gan", engine);
        var settings = GanTables.Settings(trainer.Algorithm, Changes);
        var tasks = Enumerable.Range(0, 6).Select(k => NeuralTables.GeneratorTask(k, 64)).ToList();

        var together = trainer.FitAll(tasks, settings, TrainingContext.Cpu);

        var stops = together.Select(fitted => fitted.Trace.Details!.StoppedEpoch).ToList();
        Assert.InRange(stops.Distinct().Count(), 2, 6);
        for (var k = 0; k < tasks.Count; k++)
        {
            var alone = trainer.FitAll([tasks[k]], settings, TrainingContext.Cpu)[0];
            Assert.Equal(alone.Trace.Details!.StoppedEpoch, stops[k]);
            Assert.Equal(alone.Trace.DiscriminatorLoss, together[k].Trace.DiscriminatorLoss);
            Assert.Equal(GanTables.Rows(alone), GanTables.Rows(together[k]));
        }
    }

    private static IReadOnlyList<Func<GeneratorEvaluation, double>> Changing =>
        [e => e.RealLoss, e => e.FakeLoss, e => e.GeneratorLoss, e => e.Diversity, e => e.Convergence];

    private static FoldedNetwork Zeros(int inputs, int outputs) =>
        new(Layout(inputs, outputs), new float[(16 * 16) + 16], new float[16]);

    private static ParameterLayout Layout(int inputs, int outputs) =>
        new([new DenseLayer(inputs, outputs, true, null, Activation.Identity, 0)]);
}
