using System.Threading.Channels;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Tests.Execution;

/// <summary>
/// Runs whole bundles (every stage, a generator, every model) on a data set and on copies whose test rows are others.
/// Keys are the same, so any difference but in the scores of the changed rows means that a test row was seen too early.
/// </summary>
public sealed class LeakTests
{
    private const double Absurd = 1e9;

    private static readonly TabularDataset Real = DatasetCatalog.Load("breast_cancer");
    private static readonly SweepPlan Plan = PlanOf(
        Real, [GeneratorAlgorithms.WganGp, GeneratorAlgorithms.Dcgan], ModelAlgorithms.All, seeds: 2);

    private static readonly SweepPlan EveryGenerator = PlanOf(
        Real, GeneratorAlgorithms.All, [ModelAlgorithms.Logreg], seeds: 1);

    private static readonly int[] TestRows =
        Splits.Split(Real, Plan.Definition.Spec.Split, Plan.Keys.Split(new Seed(0))).Test;

    [Fact]
    public void Other_labels_of_the_test_rows_change_nothing_but_what_counts_as_right()
    {
        var flipped = Real.Labels.ToArray();
        foreach (var row in TestRows)
            flipped[row] = 1 - flipped[row];

        var (before, after) = (Run(Real), Run(With(Real.Columns, flipped)));

        Assert.Equal(Plan.Grid.Count, before.Results.Count);
        Assert.All(before.Results, trial =>
        {
            var (was, now) = (trial.Value.Confusion, after.Results[trial.Key].Confusion);
            Assert.Equal([was[2], was[3], was[0], was[1]], now); // the same predictions, under the other class
        });
        AssertSameTraces(before, after);
        Assert.All(before.Traces.Zip(after.Traces), pair => Assert.NotEqual(
            (Quality(pair.First).RealUtility, Quality(pair.First).MembershipAuc),
            (Quality(pair.Second).RealUtility, Quality(pair.Second).MembershipAuc)));
    }

    [Fact]
    public void An_absurd_test_row_changes_no_other_prediction()
    {
        var absurd = Real.Columns.Cast<NumericColumn>().Select(column =>
        {
            var values = column.Values.ToArray();
            values[TestRows[0]] = Absurd;
            return new NumericColumn(column.Schema, values);
        });

        var (before, after) = (Run(Real), Run(With([.. absurd], Real.Labels.ToArray())));

        Assert.All(before.Results, trial => Assert.True(
            Distance(trial.Value, after.Results[trial.Key]) <= 2,
            $"trial {trial.Key}: {Join(trial.Value)} became {Join(after.Results[trial.Key])}"));
        AssertSameTraces(before, after);
    }

    [Fact]
    public void Other_test_rows_change_what_is_measured_of_a_generator_but_neither_its_rows_nor_what_follows()
    {
        var shifted = Real.Columns.Cast<NumericColumn>().Select(column =>
        {
            var values = column.Values.ToArray();
            foreach (var row in TestRows)
                values[row] += 1;
            return new NumericColumn(column.Schema, values);
        });
        var moved = With([.. shifted], Real.Labels.ToArray());

        var (before, after) = (Run(Real), Run(moved));

        // What looks at training and generated rows alone is the same, and with it the generated rows; what looks at
        // test rows as well is not.
        AssertSameTraces(before, after);
        Assert.All(before.Traces.Zip(after.Traces), pair =>
        {
            var (was, now) = (Quality(pair.First), Quality(pair.Second));
            Assert.Equal(
                was.Columns.SelectMany(column => column.Generated), now.Columns.SelectMany(column => column.Generated));
            Assert.Equal(
                (was.DetectionAuc, was.Density, was.Coverage, was.ModesHit, was.CorrelationDifference, was.CopiedShare),
                (now.DetectionAuc, now.Density, now.Coverage, now.ModesHit, now.CorrelationDifference, now.CopiedShare));
            Assert.NotEqual(was.ClosestHoldout, now.ClosestHoldout);
            Assert.NotEqual(was.MembershipAuc, now.MembershipAuc);
        });
        Assert.Equal(
            before.Results.OrderBy(r => r.Key).Select(r => r.Value.Key),
            after.Results.OrderBy(r => r.Key).Select(r => r.Value.Key));
        Assert.Equal(
            before.Results.OrderBy(r => r.Key).Select(r => r.Value.SyntheticRows),
            after.Results.OrderBy(r => r.Key).Select(r => r.Value.SyntheticRows));
    }

    [Fact]
    public void No_generator_of_the_catalogue_sees_a_test_row()
    {
        var flipped = Real.Labels.ToArray();
        foreach (var row in TestRows)
            flipped[row] = 1 - flipped[row];
        var shifted = Real.Columns.Cast<NumericColumn>().Select(column =>
        {
            var values = column.Values.ToArray();
            foreach (var row in TestRows)
                values[row] = (2 * values[row]) + 1;
            return new NumericColumn(column.Schema, values);
        });

        var before = Run(Real, EveryGenerator);
        var relabelled = Run(With(Real.Columns, flipped), EveryGenerator);
        var moved = Run(With([.. shifted], Real.Labels.ToArray()), EveryGenerator);

        Assert.Equal(GeneratorAlgorithms.All.Count, before.Traces.Count);
        Assert.All(before.Results, trial =>
        {
            var (was, now) = (trial.Value.Confusion, relabelled.Results[trial.Key].Confusion);
            Assert.Equal([was[2], was[3], was[0], was[1]], now);
        });
        Assert.All(before.Traces.Zip(moved.Traces), pair =>
        {
            var (was, now) = (Quality(pair.First), Quality(pair.Second));
            Assert.Equal(pair.First.GeneratorLoss, pair.Second.GeneratorLoss);
            Assert.Equal(
                was.Columns.SelectMany(column => column.Generated), now.Columns.SelectMany(column => column.Generated));
            Assert.Equal((was.DetectionAuc, was.Coverage, was.Density), (now.DetectionAuc, now.Coverage, now.Density));
            Assert.NotEqual(was.ClosestHoldout, now.ClosestHoldout);
        });
    }

    [Fact]
    public void The_check_would_notice_a_changed_training_row()
    {
        var train = Splits.Split(Real, Plan.Definition.Spec.Split, Plan.Keys.Split(new Seed(0))).Train;
        var changed = Real.Labels.ToArray();
        foreach (var row in train.Take(40))
            changed[row] = 1 - changed[row];

        var (before, after) = (Run(Real), Run(With(Real.Columns, changed)));

        Assert.Contains(before.Results, trial => Distance(trial.Value, after.Results[trial.Key]) > 2);
        Assert.NotEqual(
            before.Traces.Select(t => t.DiscriminatorLoss[^1]), after.Traces.Select(t => t.DiscriminatorLoss[^1]));
    }

    private static GeneratorQuality Quality(GeneratorTrace trace) => trace.Details!.Quality!;

    private static void AssertSameTraces(Outcome before, Outcome after)
    {
        Assert.NotEmpty(before.Traces);
        Assert.Equal(before.Traces.Select(t => t.DiscriminatorLoss), after.Traces.Select(t => t.DiscriminatorLoss));
        Assert.Equal(before.Traces.Select(t => t.FakeScore), after.Traces.Select(t => t.FakeScore));
    }

    // One row that moves from one cell of the confusion matrix to another makes a distance of 2.
    private static int Distance(TrialResult a, TrialResult b) =>
        a.Confusion.Zip(b.Confusion, (x, y) => Math.Abs(x - y)).Sum();

    private static string Join(TrialResult result) => string.Join(' ', result.Confusion);

    private static Outcome Run(TabularDataset dataset) => Run(dataset, Plan);

    private static Outcome Run(TabularDataset dataset, SweepPlan plan)
    {
        var messages = Channel.CreateUnbounded<WorkerMessage>();
        var runner = new BundleRunner(new OneDataset(dataset), TimeProvider.System);
        for (var index = 0; index < plan.BundleCount; index++)
        {
            var bundle = plan.Bundle(index);
            var trials = bundle.Trials.Select(trial => new LeasedTrial(trial, 1)).ToArray();
            runner.Run(
                new LeaseGranted(new LeaseId(index), plan, bundle, trials), "w", "cpu", messages.Writer, default);
        }

        messages.Writer.Complete();
        var all = messages.Reader.ReadAllAsync().ToBlockingEnumerable().ToList();
        Assert.DoesNotContain(all, message => message is TrialThrew);
        return new Outcome(
            all.OfType<TrialFinished>().ToDictionary(m => m.Trial, m => m.Result),
            [.. all.OfType<GeneratorFitted>().Select(m => m.Trace)]);
    }

    private static TabularDataset With(IReadOnlyList<TabularColumn> columns, int[] labels) =>
        new(Real.Name, Real.Target, columns, Real.Classes, labels, Real.Origin);

    private static SweepPlan PlanOf(
        TabularDataset dataset, IEnumerable<AlgorithmDescriptor> generators, IEnumerable<AlgorithmDescriptor> models,
        int seeds) => new(new SweepDefinition(
        new SweepSpec
        {
            Name = "leak",
            Dataset = new DatasetReference.BuiltIn(dataset.Name),
            Fractions = [new Fraction(0.5)],
            Boosts = [new BoostFactor(0), new BoostFactor(0.5)],
            Generators = [.. generators.Select(Short)],
            Models = [.. models.Select(model => model.Name == "mlp" ? Short(model) : model.WithDefaults())],
            Seeds = [.. Enumerable.Range(0, seeds).Select(seed => new Seed(seed))],
            Split = new SplitSpec(0.2, Stratified: false, FixedSeed: 0), // a stratified split goes by the labels
        },
        "name: leak",
        dataset.ContentHash));

    // Three epochs, or steps, where it trains at all.
    private static AlgorithmChoice Short(AlgorithmDescriptor algorithm) =>
        new(algorithm, algorithm.Settings.Select(setting => setting.Name)
            .Where(name => name is "epochs" or "max-epochs" or "steps" or "timesteps")
            .Aggregate(SettingValues.Defaults(algorithm), (values, name) => values.With(name, "3")));

    private sealed record Outcome(IReadOnlyDictionary<long, TrialResult> Results, IReadOnlyList<GeneratorTrace> Traces);

    // Gives its data set whatever content hash is asked for: that is what makes the keys equal.
    private sealed class OneDataset(TabularDataset dataset) : IDatasetSource
    {
        public TabularDataset Get(SweepDefinition definition) => dataset;
    }
}
