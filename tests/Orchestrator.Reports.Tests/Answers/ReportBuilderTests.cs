using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Reports.Answers;
using Orchestrator.Reports.Documents;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tests.Answers;

public sealed class ReportBuilderTests
{
    [Fact]
    public async Task Document_says_what_the_sweep_was()
    {
        var plan = AnsweredSweep.Plan();
        await using var store = await AnsweredSweep.StoreAsync(plan, index => index % 2 == 0 || index < 100);
        await SampleSweep.FailAsync(store, plan, 101, "it broke");
        var document = await AnsweredSweep.ReportAsync(plan, store);

        var sweep = Assert.Single(document.Sweeps);
        Assert.Equal((plan.Definition.Id, "answered", "titanic"), (sweep.Id, sweep.Name, sweep.Dataset));
        Assert.Equal(plan.Definition.DatasetHash.ToString(), sweep.DatasetHash);
        Assert.Equal(("accuracy", true, 2000, true), (sweep.Metric, sweep.HigherIsBetter, sweep.TestRows, sweep.SingleSplit));
        Assert.Equal(plan.Grid.Count, sweep.Trials);
        Assert.Equal(["wgan-gp v1", "dcgan v1", "logreg v1", "knn v1", "data v1", "scoring v1"], sweep.Versions);
        Assert.Equal("orchestrator run answered.yaml", sweep.Command);
        Assert.Equal("name: answered\n# its spec", sweep.SpecText);
        Assert.Equal(("1.2.3", 0.95, 0.01), (document.Program, document.Level, document.Rope));
        Assert.Equal(sweep.Completed + sweep.Failed, document.Trials.Count);
    }

    [Fact]
    public async Task Every_boosted_configuration_is_compared_and_the_one_that_helps_is_worth_rows()
    {
        var plan = AnsweredSweep.Plan();
        await using var store = await AnsweredSweep.StoreAsync(plan);
        var document = await AnsweredSweep.ReportAsync(plan, store);

        Assert.Equal(4 * 4 * 2, document.Comparisons.Count);
        var helped = document.Comparisons.Where(c => c is { Generator: "wgan-gp", Boost: 2 }).ToList();
        Assert.Equal(8, helped.Count);
        Assert.All(helped, c => Assert.InRange(c.Gain!.Value, 0.025, 0.035));
        // 0.9 - 2 · n^-0.5 gains three points between 400 and 756 rows.
        var atHalf = helped.Where(c => c.Fraction == 0.4).ToList();
        Assert.Equal(2, atHalf.Count);
        Assert.All(atHalf, c => Assert.InRange(c.Worth!.Rows, 270, 450));
        Assert.All(atHalf, c => Assert.True(c.Worth!.Low < c.Worth.Rows && c.Worth.Rows < (c.Worth.High ?? 1e9)));
        Assert.All(document.Comparisons.Except(helped).Where(c => c.Worth is not null),
            c => Assert.InRange(c.Worth!.Rows, -200, 200));
        Assert.Equal(["knn", "logreg"], document.Verdicts.Select(v => v.Model).Order());
        Assert.All(document.Verdicts, v => Assert.Equal(v.Model, document.Comparisons[v.Best].Model));
    }

    [Fact]
    public async Task Curves_have_the_mean_of_each_fraction_and_the_majority_line()
    {
        var plan = AnsweredSweep.Plan();
        await using var store = await AnsweredSweep.StoreAsync(plan);
        var document = await AnsweredSweep.ReportAsync(plan, store);

        Assert.Equal(["logreg", "knn"], document.Curves.Select(curve => curve.Model));
        foreach (var curve in document.Curves)
        {
            Assert.Equal([200, 400, 700, 1000], curve.Points.Select(point => point.Rows));
            Assert.All(curve.Points, point => Assert.Equal(AnsweredSweep.Seeds, point.Seeds));
            Assert.All(curve.Points, point => Assert.Equal(0.9 - 2 * Math.Pow(point.Rows, -0.5), point.Score, 0.003));
            Assert.All(curve.Points, point => Assert.True(point.Low < point.Score && point.Score < point.High));
            Assert.All(curve.Points, point => Assert.Equal(point.Score, point.Fitted!.Value, 0.003));
            Assert.Equal(0.6, curve.Majority!.Value, 1e-12);
        }
    }

    [Theory]
    [InlineData("balanced-accuracy", 0.5)]
    [InlineData("f1", null)]
    public async Task Majority_line_is_known_for_the_metrics_that_it_can_be_derived_for(string metric, double? expected)
    {
        var plan = AnsweredSweep.Plan(spec => spec with { Metric = metric });
        await using var store = await AnsweredSweep.StoreAsync(plan);
        var document = await AnsweredSweep.ReportAsync(plan, store);
        Assert.All(document.Curves, curve => Assert.Equal(expected, curve.Majority));
    }

    [Fact]
    public async Task Majority_model_that_was_run_is_the_line()
    {
        var majority = new AlgorithmDescriptor("majority", 1, "test", []).WithDefaults();
        var plan = AnsweredSweep.Plan(spec => spec with { Models = [majority, .. spec.Models] });
        await using var store = await AnsweredSweep.StoreAsync(plan);
        var document = await AnsweredSweep.ReportAsync(plan, store);
        var own = document.Curves.Single(curve => curve.Model == "majority").Points.Average(point => point.Score);
        Assert.All(document.Curves, curve => Assert.Equal(own, curve.Majority!.Value, 1e-12));
    }

    [Fact]
    public async Task Loss_is_turned_so_that_a_gain_is_an_improvement()
    {
        var plan = AnsweredSweep.Plan(spec => spec with { Metric = "brier", Models = [spec.Models[0]] });
        await using var store = new InMemoryResultStore();
        for (var index = 0L; index < plan.Grid.Count; index++)
        {
            var trial = plan.Grid[index];
            var result = SampleSweep.Result(plan, index);
            var brier = 0.1 + 2 * Math.Pow(AnsweredSweep.RowsOf(trial), -0.5) + trial.Seed.Value * 1e-3
                - (trial.Boost.Value == 2 ? 0.02 + trial.Seed.Value * 1e-4 : 0);
            await store.AppendAsync(new StoreBatch(
                [result with { Result = result.Result with { Brier = brier, RealRows = AnsweredSweep.RowsOf(trial) } }], [], []),
                CancellationToken.None);
        }

        var document = await AnsweredSweep.ReportAsync(plan, store);
        var helped = document.Comparisons.Where(c => c is { Boost: 2, Fraction: 0.4 }).ToList();
        Assert.All(helped, c => Assert.Equal(0.02, c.Gain!.Value, 0.001));
        Assert.All(helped, c => Assert.InRange(c.Worth!.Rows, 170, 290)); // 0.02 more from 400 rows on is 625 rows
        Assert.All(document.Curves[0].Points, p => Assert.Equal(0.1025 + 2 * Math.Pow(p.Rows, -0.5), p.Score, 1e-9));
        Assert.All(document.Curves[0].Points, p => Assert.Equal(p.Score, p.Fitted!.Value, 0.001));
    }

    [Fact]
    public async Task Same_results_give_the_same_bytes_whoever_ran_them()
    {
        var plan = AnsweredSweep.Plan();
        await using var store = await AnsweredSweep.StoreAsync(plan);
        await using var again = new InMemoryResultStore();
        for (var index = plan.Grid.Count - 1; index >= 0; index--)
        {
            var stored = (await store.FindAsync([plan.Keys.Trial(plan.Grid[index])], CancellationToken.None))[0]!;
            await again.AppendAsync(
                new StoreBatch([stored with { Timings = new TrialTimings(9, 9, "other", 2) }], [], []), CancellationToken.None);
        }

        var first = ReportJson.Write(await AnsweredSweep.ReportAsync(plan, store));
        Assert.Equal(first, ReportJson.Write(await AnsweredSweep.ReportAsync(plan, again)));
        Assert.Equal(first, ReportJson.Write(ReportJson.Read(first)));
    }

    [Fact]
    public async Task Trials_are_listed_in_the_order_of_the_grid_and_counted_from_a_limit_on()
    {
        var plan = AnsweredSweep.Plan();
        await using var store = await AnsweredSweep.StoreAsync(plan, index => index != 3);
        await SampleSweep.FailAsync(store, plan, 3, "ignored: of another id");
        await store.AppendAsync(new StoreBatch([], [new StoredFailure(
            plan.Definition.Id, 3, plan.Keys.Trial(plan.Grid[3]), "it broke", 2)], []), CancellationToken.None);
        var document = await AnsweredSweep.ReportAsync(plan, store, options => options with { MostTrials = 50 });
        Assert.Equal((50, plan.Grid.Count - 50), (document.Trials.Count, document.TrialsLeftOut));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), document.Trials.Select(trial => trial.Index));
        Assert.Equal((null, "it broke"), (document.Trials[3].Score, document.Trials[3].Error));
        var boosted = document.Trials[20];
        Assert.Equal(("wgan-gp", 0.5, "knn", 2), (boosted.Generator, boosted.Boost, boosted.Model, boosted.Seed));
        Assert.Equal(AnsweredSweep.Correct(plan.Grid[20]) / 2000.0, boosted.Score);
        Assert.Null(document.Trials[0].Generator);
    }

    [Fact]
    public async Task Generators_are_summarised_over_their_fits()
    {
        var plan = AnsweredSweep.Plan();
        await using var store = await AnsweredSweep.StoreAsync(plan);
        var (fraction, wgan) = (plan.Definition.Spec.Fractions[1], plan.Definition.Spec.Generators[0]);
        var traces = plan.Definition.Spec.Seeds.Take(3).Select(seed => new GeneratorTrace(
            plan.Keys.GeneratorFit(fraction, wgan, seed),
            [.. Enumerable.Range(0, 250).Select(epoch => (float)(epoch + seed.Value))],
            [.. Enumerable.Repeat(1f + seed.Value, 250)], [], [], seed.Value)
        {
            Details = seed.Value == 2 ? null : new TraceDetails { Quality = Quality(seed.Value) },
        }).ToList();
        await store.AppendAsync(new StoreBatch([], [], traces), CancellationToken.None);

        var summary = Assert.Single((await AnsweredSweep.ReportAsync(plan, store)).Generators);
        Assert.Equal((plan.Definition.Id, 0.4, "wgan-gp", 3), (summary.Sweep, summary.Fraction, summary.Generator, summary.Fits));
        Assert.Equal((100, 1, 250), (summary.Epochs.Count, summary.Epochs[0], summary.Epochs[^1]));
        Assert.Equal(summary.Epochs.Select(epoch => (double)epoch), summary.GeneratorLoss);
        Assert.All(summary.DiscriminatorLoss, loss => Assert.Equal(2, loss));
        Assert.Empty(summary.RealScore);
        var quality = summary.Quality!;
        Assert.Equal((0.75, 0.4, null), (quality.DetectionAuc, quality.Coverage, quality.Density));
        var column = Assert.Single(quality.Columns);
        Assert.Equal(0.15, column.Distance, 1e-12);
        Assert.Equal([0.5, 0.5], column.Real);
        Assert.Equal([0.25, 0.75], column.Generated);
    }

    [Fact]
    public async Task Equal_names_are_told_apart_by_the_settings_that_differ()
    {
        var plan = AnsweredSweep.Plan(spec => spec with
        {
            Generators = [SampleSweep.Wgan.WithDefaults(), spec.Generators[0]],
        });
        await using var store = await AnsweredSweep.StoreAsync(plan);
        var document = await AnsweredSweep.ReportAsync(plan, store);
        Assert.Equal(
            ["wgan-gp (epochs=10)", "wgan-gp (epochs=20)"], document.Comparisons.Select(c => c.Generator).Distinct().Order());
        Assert.Equal(
            ["wgan-gp (epochs=10)", "wgan-gp (epochs=20)"],
            document.Trials.Select(t => t.Generator).OfType<string>().Distinct().Order());
    }

    [Fact]
    public async Task Sweep_without_boosts_has_curves_and_nothing_to_compare()
    {
        var plan = AnsweredSweep.Plan(spec => spec with { Boosts = [new BoostFactor(0)], Generators = [] });
        await using var store = await AnsweredSweep.StoreAsync(plan);
        var document = await AnsweredSweep.ReportAsync(plan, store);
        Assert.Empty(document.Comparisons);
        Assert.Empty(document.Verdicts);
        Assert.Equal(2, document.Curves.Count);
    }

    [Fact]
    public async Task Sweep_without_boost_0_has_neither_curves_nor_comparisons()
    {
        var plan = AnsweredSweep.Plan(spec => spec with { Boosts = [new BoostFactor(0.5), new BoostFactor(1, replaces: true)] });
        await using var store = await AnsweredSweep.StoreAsync(plan);
        var document = await AnsweredSweep.ReportAsync(plan, store);
        Assert.Empty(document.Comparisons);
        Assert.Empty(document.Curves);
        Assert.Equal(plan.Grid.Count, document.Sweeps[0].Completed);
    }

    [Fact]
    public async Task Several_sweeps_make_one_document_and_a_sweep_named_twice_counts_once()
    {
        var first = AnsweredSweep.Plan();
        var second = AnsweredSweep.Plan(spec => spec with { Name = "other", Dataset = new DatasetReference.BuiltIn("iris") });
        await using var store = await AnsweredSweep.StoreAsync(first);
        var document = await ReportBuilder.BuildAsync(
            [Input(first, store), Input(second, store), Input(first, store)], new ReportOptions(), CancellationToken.None);
        Assert.Equal(["answered", "other"], document.Sweeps.Select(sweep => sweep.Name));
        Assert.Equal(64, document.Comparisons.Count);
        Assert.Equal(4, document.Verdicts.Count);
        Assert.All(document.Verdicts, verdict => Assert.Equal(
            (verdict.Sweep, verdict.Model),
            (document.Comparisons[verdict.Best].Sweep, document.Comparisons[verdict.Best].Model)));
        Assert.NotNull(document.Ranks);
    }

    [Fact]
    public async Task What_can_be_no_report_is_refused_with_its_name()
    {
        var plan = AnsweredSweep.Plan();
        await using var empty = new InMemoryResultStore();
        Assert.Equal(
            $"answered ({plan.Definition.Id}) has no results yet: none of its {plan.Grid.Count} trials has ended",
            await RefusalAsync(Input(plan, empty)));
        await empty.AppendAsync(new StoreBatch([], [new StoredFailure(
            plan.Definition.Id, 1, plan.Keys.Trial(plan.Grid[1]), "no luck", 2)], []), CancellationToken.None);
        Assert.EndsWith(
            $"1 of its {plan.Grid.Count} trials failed, the first with: no luck", await RefusalAsync(Input(plan, empty)));
        var other = AnsweredSweep.Plan(spec => spec with { Name = "losses", Metric = "log-loss" });
        Assert.Equal(
            "a report is of one metric, and these are of 2: answered of accuracy; losses of log-loss; report them one by one",
            await RefusalAsync(Input(plan, empty), Input(other, empty)));
        var large = AnsweredSweep.Plan(spec => spec with { Seeds = [.. Enumerable.Range(0, 3_000_000).Select(s => new Seed(s))] });
        Assert.Contains("100,000,000 at most", await RefusalAsync(Input(large, empty)));
    }

    private static ReportInput Input(SweepPlan plan, IResultStore store) =>
        ReportInput.Stored(plan, plan.Definition.Id, store);

    private static async Task<string> RefusalAsync(params ReportInput[] inputs) =>
        (await Assert.ThrowsAsync<ReportException>(() => ReportBuilder.BuildAsync(
            inputs, new ReportOptions(), CancellationToken.None))).Message;

    private static GeneratorQuality Quality(int seed) => new()
    {
        TrainingRows = 400,
        GeneratedRows = 400,
        HoldoutRows = 400,
        Columns = [new ColumnFidelity("sex", false, 0.1 + 0.1 * seed, ["f", "m"], [0.5, 0.5], [0.5 * seed, 1 - 0.5 * seed])],
        CorrelationDifference = null,
        DetectionAuc = 0.7 + 0.1 * seed,
        SyntheticUtility = null,
        RealUtility = null,
        Density = null,
        Coverage = seed == 0 ? 0.4 : null,
        ModesHit = null,
        CopiedShare = 0,
        RepeatedShare = 0,
        ClosestTraining = null,
        ClosestHoldout = null,
        CloserToTraining = null,
        MembershipAuc = null,
    };
}
