using System.Threading.Channels;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Tests.Execution;

/// <summary>A bundle whose generator cannot fill up a class that some of the seeds have a row of.</summary>
public sealed class UnbalancedBundleTests
{
    private const int Rows = 2000;

    // Every 500th row is of the rare class: some subsets have one, some none.
    private static readonly TabularDataset Lopsided = new(
        "lopsided", "class",
        [new NumericColumn(DatasetCatalog.Load("iris").Columns[0].Schema, [.. Enumerable.Range(0, Rows).Select(i => i * 0.5)])],
        ["usual", "rare"], [.. Enumerable.Range(0, Rows).Select(i => i % 500 == 0 ? 1 : 0)],
        DatasetCatalog.Load("iris").Origin);

    [Fact]
    public void Seed_whose_classes_cannot_be_equalised_fails_for_good_and_the_others_go_on()
    {
        var plan = Plan();
        var shelf = new DatasetShelf();
        shelf.Add(Lopsided);
        var bundle = plan.Bundle(plan.BundleCount - 1);
        var messages = Channel.CreateUnbounded<WorkerMessage>();

        new BundleRunner(shelf, TimeProvider.System).Run(
            new LeaseGranted(new LeaseId(1), plan, bundle, [.. bundle.Trials.Select(trial => new LeasedTrial(trial, 1))]),
            "w", "cpu", messages.Writer, CancellationToken.None);

        messages.Writer.Complete();
        var all = messages.Reader.ReadAllAsync(CancellationToken.None).ToBlockingEnumerable(CancellationToken.None).ToList();
        var (threw, finished) = (all.OfType<TrialThrew>().ToList(), all.OfType<TrialFinished>().ToList());
        Assert.Equal(bundle.Trials, threw.Select(m => m.Trial).Concat(finished.Select(m => m.Trial)).Order());
        Assert.NotEmpty(threw);
        Assert.NotEmpty(finished);
        Assert.All(threw, m => Assert.False(m.Retryable));
        Assert.All(threw, m => Assert.Contains(
            "independent cannot equalise the classes: of class 1 it gave ", m.Error, StringComparison.Ordinal));
        Assert.Empty(threw.Select(m => plan.Grid[m.Trial].Seed).Intersect(finished.Select(m => plan.Grid[m.Trial].Seed)));
    }

    private static SweepPlan Plan()
    {
        var algorithm = ControlAlgorithms.Independent;
        var generator = new AlgorithmChoice(
            algorithm, SettingValues.Defaults(algorithm).With(ClassBalancing.Name, ClassBalancing.Equalise));
        return new SweepPlan(new SweepDefinition(
            new SweepSpec
            {
                Name = "lopsided",
                Dataset = new DatasetReference.BuiltIn("iris"),
                Fractions = [new Fraction(0.2)],
                Boosts = [new BoostFactor(0), new BoostFactor(0.5), new BoostFactor(10)],
                Generators = [generator],
                Models = [ModelAlgorithms.Majority.WithDefaults()],
                Seeds = [.. Enumerable.Range(0, 8).Select(seed => new Seed(seed))],
                Split = SplitSpec.Default with { Stratified = false },
            },
            "name: lopsided",
            Lopsided.ContentHash));
    }
}
