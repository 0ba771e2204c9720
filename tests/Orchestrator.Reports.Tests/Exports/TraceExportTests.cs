using Orchestrator.Journal.Contracts;
using Orchestrator.Reports.Exports;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tests.Exports;

public sealed class TraceExportTests
{
    private const string Header = "key,fraction,generator,generator_settings,seed,epoch,"
        + "generator_loss,discriminator_loss,real_score,fake_score,real_loss,fake_loss,generator_evaluation_loss,"
        + "real_accuracy,fake_accuracy,generator_accuracy,diversity,mode_collapse,learning_rate,convergence,"
        + "constant_columns\n";

    [Fact]
    public async Task Lines_come_by_fit_and_epoch()
    {
        var plan = SampleSweep.Plan();
        var spec = plan.Definition.Spec;
        var early = plan.Keys.GeneratorFit(spec.Fractions[0], spec.Generators[0], spec.Seeds[1]);
        var late = plan.Keys.GeneratorFit(spec.Fractions[1], spec.Generators[1], spec.Seeds[0]);
        await using var store = await SampleSweep.StoreAsync(plan, _ => false);
        await store.AppendAsync(
            new StoreBatch([], [], [Trace(late, 1f / 3), Trace(early, 0.1f, float.NaN)]), CancellationToken.None);
        await using var writer = new StringWriter();

        var fits = await TraceExport.WriteCsvAsync(plan, store, writer, CancellationToken.None);

        Assert.Equal(2, fits);
        Assert.Equal(
            $"{Header}"
            + $"{early},0.3,wgan-gp,epochs=20,1,1,0.1,1.1,0.5,0.25,,,,,,,,,,,\n"
            + $"{early},0.3,wgan-gp,epochs=20,1,2,NaN,NaN,0.5,0.25,,,,,,,,,,,\n"
            + $"{late},1,dcgan,,0,1,0.33333334,1.3333334,0.5,0.25,,,,,,,,,,,\n",
            writer.ToString());
    }

    [Fact]
    public async Task Evaluations_stand_in_the_lines_of_their_epochs()
    {
        var plan = SampleSweep.Plan();
        var spec = plan.Definition.Spec;
        var key = plan.Keys.GeneratorFit(spec.Fractions[0], spec.Generators[1], spec.Seeds[0]);
        var trace = Trace(key, 1, 2) with
        {
            Details = new TraceDetails
            {
                Evaluations = [new GeneratorEvaluation(2, 0.7, 0.6, 0.5, 1, 0, 0.25, 1.5, true, 1e-4, -0.125)],
                ConstantColumns = ["real_loss", "diversity"],
            },
        };
        await using var store = await SampleSweep.StoreAsync(plan, _ => false);
        await store.AppendAsync(new StoreBatch([], [], [trace]), CancellationToken.None);
        await using var writer = new StringWriter();

        await TraceExport.WriteCsvAsync(plan, store, writer, CancellationToken.None);

        Assert.Equal(
            $"{Header}"
            + $"{key},0.3,dcgan,,0,1,1,2,0.5,0.25,,,,,,,,,,,\n"
            + $"{key},0.3,dcgan,,0,2,2,3,0.5,0.25,0.7,0.6,0.5,1,0,0.25,1.5,true,0.0001,-0.125,real_loss;diversity\n",
            writer.ToString());
    }

    [Fact]
    public async Task Sweep_without_boosts_has_no_fits()
    {
        var plan = SampleSweep.Plan(boosted: false);
        await using var store = await SampleSweep.StoreAsync(plan, _ => true);
        await using var writer = new StringWriter();

        Assert.Equal(0, await TraceExport.WriteCsvAsync(plan, store, writer, CancellationToken.None));
        Assert.Equal(Header, writer.ToString());
    }

    private static GeneratorTrace Trace(StageKey key, params float[] losses) => new(
        key, losses, [.. losses.Select(l => l + 1)], [.. losses.Select(_ => 0.5f)], [.. losses.Select(_ => 0.25f)], 1);
}
