using System.Threading.Channels;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.TestKit;
using Orchestrator.Training.Datasets;
using Orchestrator.Worker.Execution;
using Orchestrator.Worker.SlotProgram;

namespace Orchestrator.Worker.Tests.Execution;

public sealed class StageTests
{
    private static readonly SweepPlan Plan = PlanTexts.Read(TestSweeps.Yaml(
        "name: stages", "dataset: iris", "fractions: [1.0]", "boosts: [0, 0.5]", "generators: {wgan-gp: {epochs: 3}}",
        "models: [logreg, {mlp: {max-epochs: 3}}]", "seeds: 2"));

    [Fact]
    public void The_end_of_every_stage_is_told_with_its_trials_and_algorithm()
    {
        var ended = Run(TimeProvider.System).OfType<StageEnded>().ToList();

        var stages = ended.Select(s => (s.Stage, s.Algorithm, s.Trials)).ToList();
        Assert.Equal(2, stages.Count(s => s == (StageNames.Split, "", 2)));
        Assert.Equal(2, stages.Count(s => s == (StageNames.Subset, "", 2)));
        Assert.Single(stages, s => s == (StageNames.FitGenerator, "wgan-gp", 4));
        Assert.Equal(2, stages.Count(s => s == (StageNames.MeasureQuality, "wgan-gp", 2)));
        Assert.Equal(2, stages.Count(s => s == (StageNames.Synthesise, "wgan-gp", 2)));
        Assert.Equal(2, stages.Count(s => s == (StageNames.FitModel, "logreg", 1)));
        Assert.Single(stages, s => s == (StageNames.FitModel, "mlp", 2));
        Assert.Equal(4, stages.Count(s => s.Stage == StageNames.Score));
        Assert.All(ended, stage => Assert.True(stage.Error is null && stage.Duration >= TimeSpan.Zero));
        Assert.All(ended, stage => Assert.Equal(9, stage.Lease.Value));
    }

    [Fact]
    public void Trials_are_named_before_each_stage_that_could_kill_the_process()
    {
        var messages = Run(TimeProvider.System);

        var started = messages.OfType<TrialsStarted>().Select(m => m.Trials.Order().ToArray()).ToList();
        Assert.Equal(Plan.Bundle(1).Trials, started[0]);
        Assert.Contains(started, trials => trials.Length == 2);
        Assert.Contains(started, trials => trials.Length == 1);

        // Whatever is finished was among those named last.
        var suspects = new HashSet<long>();
        foreach (var message in messages)
        {
            if (message is TrialsStarted begun)
                suspects = [.. begun.Trials];
            else if (message is TrialFinished finished)
                Assert.True(suspects.Remove(finished.Trial), $"trial {finished.Trial} was not named");
        }
    }

    [Fact]
    public void Progress_is_said_once_a_stage_and_at_its_last_epoch_however_fast_it_goes()
    {
        // The clock stands still: nothing falls due.
        var progress = Run(new ManualTimeProvider()).OfType<LeaseProgressed>().Select(m => m.Stage).ToList();

        Assert.Equal(
            [(StageNames.Split, ""), (StageNames.Subset, ""), (StageNames.FitGenerator, "wgan-gp"),
                (StageNames.MeasureQuality, "wgan-gp"), (StageNames.Synthesise, "wgan-gp"),
                (StageNames.FitModel, "logreg"), (StageNames.FitModel, "mlp")],
            progress.Where(p => p.Epochs == 0).Select(p => (p.Stage, p.Algorithm)));
        Assert.All(progress.Where(p => p.Epochs > 0), p => Assert.Equal((3, 3), (p.Epoch, p.Epochs)));
        var gan = progress.First(p => p is { Epochs: 3, Stage: StageNames.FitGenerator });
        Assert.True(gan.Loss is not null && gan.DiscriminatorLoss is not null);
    }

    [Fact]
    public void A_stage_that_throws_is_told_with_what_it_threw()
    {
        var plan = PlanTexts.Read(TestSweeps.Yaml(
            "name: too-small", "dataset: iris", "fractions: [0.01]", "boosts: [0.5]", "generators: wgan-gp",
            "models: [logreg]", "seeds: 1"));

        var messages = Run(TimeProvider.System, plan, plan.Bundle(0));

        Assert.Single(messages.OfType<TrialThrew>());
        Assert.NotNull(messages.OfType<StageEnded>().Single(s => s.Stage == StageNames.FitGenerator).Error);
    }

    [Fact]
    public void A_generator_that_diverges_fails_its_trials_for_good_and_is_told_with_the_epoch()
    {
        var plan = PlanTexts.Read(TestSweeps.Yaml(
            "name: too-fast", "dataset: iris", "fractions: [1]", "boosts: [0.5]",
            "generators: [gan: {optimiser: sgd, learning-rate: 10, output: linear, activation: leaky-relu, epochs: 90}]",
            "models: [logreg]", "seeds: 1"));

        var messages = Run(TimeProvider.System, plan, plan.Bundle(0));

        var threw = Assert.Single(messages.OfType<TrialThrew>());
        Assert.Matches(@"^diverged: the loss is not finite in epoch \d+ of 90$", threw.Error);
        Assert.False(threw.Retryable);
        Assert.Equal(
            threw.Error, messages.OfType<StageEnded>().Single(s => s.Stage == StageNames.FitGenerator).Error);
    }

    [Fact]
    public void Searched_models_are_told_with_their_search_and_their_progress_counts_fits()
    {
        var plan = PlanTexts.Read(TestSweeps.Yaml(
            "name: searched", "dataset: iris", "fractions: [1.0]", "boosts: [0]",
            "models: [{knn: {search: {strategy: grid, over: {k: [1, 5]}}}}, "
            + "{mlp: {max-epochs: 3, search: {strategy: random, draws: 2, folds: 2, over: {neurons: 4..9}}}}]", "seeds: 2"));

        var messages = Run(new ManualTimeProvider(), plan, plan.Bundle(0));

        var details = messages.OfType<TrialFinished>().ToDictionary(m => m.Trial, m => m.Result.Details!);
        Assert.Equal(4, details.Count);
        Assert.Equal(2, details.Values.Count(d => d is { Fit: null, Search: { Strategy: "grid", Fits: 7 } }));
        Assert.Equal(2, details.Values.Count(d => d is { Fit.Epochs: 3, Search: { Strategy: "random", Fits: 5 } }));
        Assert.All(details.Values, d => Assert.Contains(d.Search!.Chosen, d.Search.Members.Select(m => m.Settings)));
        var last = messages.OfType<LeaseProgressed>().Last(m => m.Stage.Algorithm == "mlp").Stage;
        Assert.Equal((10, 10), (last.Epoch, last.Epochs));
    }

    private static List<WorkerMessage> Run(TimeProvider time, SweepPlan? plan = null, Bundle? bundle = null)
    {
        var shelf = new DatasetShelf();
        shelf.Add(DatasetCatalog.Load("iris"));
        bundle ??= Plan.Bundle(1);
        var messages = Channel.CreateUnbounded<WorkerMessage>();
        new BundleRunner(shelf, time).Run(
            new LeaseGranted(
                new LeaseId(9), plan ?? Plan, bundle, [.. bundle.Trials.Select(trial => new LeasedTrial(trial, 1))]),
            "w", "cpu", messages.Writer, CancellationToken.None);
        messages.Writer.Complete();
        return [.. messages.Reader.ReadAllAsync(CancellationToken.None).ToBlockingEnumerable(CancellationToken.None)];
    }
}
