using Orchestrator.Journal.Contracts;
using Orchestrator.Reports.Exports;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tests.Exports;

public sealed class QualityExportTests
{
    private const string Header = "key,fraction,generator,generator_settings,seed,training_rows,generated_rows,"
        + "holdout_rows,mean_distance,worst_distance,worst_column,correlation_difference,detection_auc,"
        + "synthetic_utility,real_utility,density,coverage,modes_hit,copied_share,repeated_share,closest_training,"
        + "closest_holdout,closer_to_training,membership_auc\n";

    [Fact]
    public async Task Lines_come_by_fit_whether_it_has_epochs_or_not()
    {
        var plan = SampleSweep.Plan();
        var spec = plan.Definition.Spec;
        var early = plan.Keys.GeneratorFit(spec.Fractions[0], spec.Generators[0], spec.Seeds[1]);
        var late = plan.Keys.GeneratorFit(spec.Fractions[1], spec.Generators[1], spec.Seeds[0]);
        var without = plan.Keys.GeneratorFit(spec.Fractions[0], spec.Generators[1], spec.Seeds[0]);
        await using var store = await SampleSweep.StoreAsync(plan, _ => false);
        var unknown = Quality() with { Columns = [], DetectionAuc = null, Density = null, ClosestTraining = -0.0 };
        await store.AppendAsync(
            new StoreBatch([], [],
            [
                Trace(late, unknown) with { GeneratorLoss = [1], DiscriminatorLoss = [1], RealScore = [1], FakeScore = [1] },
                Trace(early, Quality()), Trace(without, null),
            ]),
            CancellationToken.None);

        var (fits, text) = await WriteAsync(plan, store);

        Assert.Equal(2, fits);
        Assert.Equal(
            $"{Header}"
            + $"{early},0.3,wgan-gp,epochs=20,1,1000,999,262,0.375,0.5,age,0.125,0.6,-12.5,0.75,1.5,1,0.95,"
            + "0.1,0,0.25,0.5,0.625,0.55\n"
            + $"{late},1,dcgan,,0,1000,999,262,,,,0.125,,-12.5,0.75,,1,0.95,0.1,0,0,0.5,0.625,0.55\n",
            text);
        Assert.Equal((fits, text), await WriteAsync(plan, store));
    }

    [Fact]
    public async Task Sweep_without_boosts_has_no_fits()
    {
        var plan = SampleSweep.Plan(boosted: false);
        await using var store = await SampleSweep.StoreAsync(plan, _ => true);

        Assert.Equal((0, Header), await WriteAsync(plan, store));
    }

    private static async Task<(long Fits, string Text)> WriteAsync(
        Orchestrator.Sweeps.Planning.SweepPlan plan, IResultStore store)
    {
        await using var writer = new StringWriter();
        var fits = await QualityExport.WriteCsvAsync(plan, store, writer, CancellationToken.None);
        return (fits, writer.ToString());
    }

    private static GeneratorTrace Trace(StageKey key, GeneratorQuality? quality) =>
        new(key, [], [], [], [], 1) { Details = new TraceDetails { Quality = quality } };

    private static GeneratorQuality Quality() => new()
    {
        TrainingRows = 1000,
        GeneratedRows = 999,
        HoldoutRows = 262,
        Columns =
        [
            new ColumnFidelity("fare", true, 0.25, ["1"], [1], [1]),
            new ColumnFidelity("age", true, 0.5, ["1"], [1], [1]),
        ],
        CorrelationDifference = 0.125,
        DetectionAuc = 0.6,
        SyntheticUtility = -12.5,
        RealUtility = 0.75,
        Density = 1.5,
        Coverage = 1,
        ModesHit = 0.95,
        CopiedShare = 0.1,
        RepeatedShare = 0,
        ClosestTraining = 0.25,
        ClosestHoldout = 0.5,
        CloserToTraining = 0.625,
        MembershipAuc = 0.55,
    };
}
