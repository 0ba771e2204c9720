using System.Threading.Channels;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Tests.Execution;

public sealed class BundleRunnerTests
{
    private static readonly TabularDataset Iris = DatasetCatalog.Load("iris");

    [Fact]
    public void Part_of_a_lease_gives_the_results_of_the_whole()
    {
        var plan = PlanOf(new Fraction(0.6), batch: 8);
        var whole = Results(Run(plan, plan.Bundle(1).Trials));

        var part = Results(Run(plan, plan.Bundle(1).Trials.Where((_, place) => place % 3 == 1)));

        Assert.NotEmpty(part);
        Assert.All(part, trial => Assert.Equivalent(whole[trial.Key], trial.Value, strict: true));
    }

    [Fact]
    public void Every_trial_of_a_lease_is_reported_once_and_carries_its_own_key()
    {
        var plan = PlanOf(new Fraction(0.6), batch: 8);

        var finished = Run(plan, plan.Bundle(1).Trials).OfType<TrialFinished>().ToList();

        Assert.Equal(plan.Bundle(1).Trials, finished.Select(m => m.Trial).Order());
        Assert.All(finished, m => Assert.Equal(plan.Keys.Trial(plan.Grid[m.Trial]), m.Result.Key));
    }

    [Fact]
    public void A_generator_that_cannot_be_fitted_fails_its_trials_for_good_and_says_why()
    {
        var plan = PlanOf(new Fraction(0.01), batch: 8); // one row: nothing to make a batch of

        var messages = Run(plan, plan.Bundle(1).Trials);

        var threw = messages.OfType<TrialThrew>().ToList();
        Assert.Equal(plan.Bundle(1).Trials, threw.Select(m => m.Trial).Order());
        Assert.All(threw, m => Assert.False(m.Retryable));
        Assert.All(threw, m => Assert.Contains("1", m.Error, StringComparison.Ordinal));
        Assert.DoesNotContain(messages, m => m is TrialFinished);
    }

    [Fact]
    public void A_data_set_that_is_not_at_hand_fails_the_trials_and_may_be_tried_again()
    {
        var plan = PlanOf(new Fraction(1), batch: 8);

        var threw = Run(plan, plan.Bundle(0).Trials, new DatasetShelf()).Cast<TrialThrew>().ToList();

        Assert.Equal(plan.Bundle(0).Trials.Count, threw.Count);
        Assert.All(threw, m => Assert.True(m.Retryable));
    }

    [Fact]
    public void A_cancelled_lease_reports_nothing_more()
    {
        var plan = PlanOf(new Fraction(1), batch: 8);

        Assert.Empty(Run(plan, plan.Bundle(1).Trials, cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Rows_kept_for_a_search_are_scored_and_learned_from_by_nothing()
    {
        var plain = PlanOf(new Fraction(0.6), batch: 8);
        var kept = Keeping(plain, new ValidationSpec(0.25, MetricNames.Accuracy));
        var other = Keeping(plain, new ValidationSpec(0.25, MetricNames.LogLoss));

        var trials = plain.Bundle(0).Trials;
        var (without, accuracy, loss) = (
            Results(Run(plain, trials)), Results(Run(kept, trials)), Results(Run(other, trials)));

        // 0.6 of 120 training rows are 72; 18 of them are kept.
        Assert.All(without.Values, result => Assert.Equal((72, null), (result.RealRows, result.Details?.Validation)));
        Assert.All(accuracy.Values, result => Assert.Equal(54, result.RealRows));
        Assert.All(accuracy.Values, result => Assert.Equal(
            Math.Round(18 * result.Details!.Validation!.Value), 18 * result.Details.Validation.Value, 9));
        Assert.InRange(accuracy.Values.Max(result => result.Details!.Validation!.Value), 0.7, 1);

        // The support vector machine draws nothing: it is the same one under both keys, and has no probabilities.
        var machines = trials.Where(trial => plain.Grid[trial].Model.Algorithm.Name == "svc").ToList();
        Assert.All(machines, trial => Assert.Equal(accuracy[trial].Confusion, loss[trial].Confusion));
        Assert.All(machines, trial => Assert.Null(loss[trial].Details?.Validation));
        Assert.All(trials.Except(machines), trial => Assert.NotNull(loss[trial].Details?.Validation));
    }

    private static SweepPlan Keeping(SweepPlan plan, ValidationSpec validation) => new(plan.Definition with
    {
        Spec = plan.Definition.Spec with { Validation = validation },
    });

    private static Dictionary<long, TrialResult> Results(IEnumerable<WorkerMessage> messages) =>
        messages.OfType<TrialFinished>().ToDictionary(m => m.Trial, m => m.Result);

    private static List<WorkerMessage> Run(
        SweepPlan plan, IEnumerable<long> trials, DatasetShelf? shelf = null, CancellationToken cancellation = default)
    {
        if (shelf is null)
        {
            shelf = new DatasetShelf();
            shelf.Add(Iris);
        }

        var leased = trials.Select(trial => new LeasedTrial(trial, 1)).ToArray();
        var bundle = plan.Bundle(plan.BundleOf(leased[0].Index));
        var messages = Channel.CreateUnbounded<WorkerMessage>();
        new BundleRunner(shelf, TimeProvider.System).Run(
            new LeaseGranted(new LeaseId(1), plan, bundle, leased), "w", "cpu", messages.Writer, cancellation);
        messages.Writer.Complete();
        return
        [
            .. messages.Reader.ReadAllAsync(CancellationToken.None).ToBlockingEnumerable(CancellationToken.None)
                .Where(message => message is not (TrialsStarted or LeaseProgressed or StageEnded)),
        ];
    }

    // Bundle 0 holds the unboosted trials, bundle 1 those with the generator.
    private static SweepPlan PlanOf(Fraction fraction, int batch)
    {
        var wgan = new AlgorithmChoice(GeneratorAlgorithms.WganGp, SettingValues.Defaults(GeneratorAlgorithms.WganGp)
            .With("epochs", "2").With("batch", batch.ToString()));
        var mlp = new AlgorithmChoice(
            MlpAlgorithm.Descriptor, SettingValues.Defaults(MlpAlgorithm.Descriptor).With("max-epochs", "3"));
        return new SweepPlan(new SweepDefinition(
            new SweepSpec
            {
                Name = "bundle",
                Dataset = new DatasetReference.BuiltIn("iris"),
                Fractions = [fraction],
                Boosts = [new BoostFactor(0), new BoostFactor(0.5), new BoostFactor(1.5)],
                Generators = [wgan],
                Models = [ModelAlgorithms.RandomForest.WithDefaults(), mlp, ModelAlgorithms.Svc.WithDefaults()],
                Seeds = [new Seed(0), new Seed(1), new Seed(2)],
            },
            "name: bundle",
            Iris.ContentHash));
    }
}
