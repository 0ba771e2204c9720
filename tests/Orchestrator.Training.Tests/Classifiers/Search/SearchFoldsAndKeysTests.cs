using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Classifiers.Search;

namespace Orchestrator.Training.Tests.Classifiers.Search;

/// <summary>What rows and keys a search hands to its trainer.</summary>
public sealed class SearchFoldsAndKeysTests
{
    private const int Rows = 50;

    [Theory]
    [InlineData("random draws=4 folds=3 metric=accuracy over k=1..12", 3)]
    [InlineData("grid folds=5 metric=accuracy over k=1|2|7", 5)]
    [InlineData("tpe draws=6 folds=2 metric=accuracy over k=1..12", 2)]
    [InlineData("successive-halving draws=9 folds=2 metric=accuracy eta=3 resource=rows over k=1..12", 2)]
    public void Folds_are_parts_of_the_training_rows_and_no_row_is_judged_by_a_fit_that_saw_it(string search, int folds)
    {
        var (trainer, fit) = Run(search);

        Assert.NotNull(fit.Classifier);
        var refit = trainer.Fits[^1];
        Assert.Equal(Enumerable.Range(0, Rows), RecordingTrainer.Numbers(refit.Task.Features));
        Assert.Empty(refit.Predicted);
        var members = trainer.Fits.SkipLast(1).Chunk(folds).ToList();
        foreach (var member in members)
        {
            Assert.Equal(Enumerable.Range(0, Rows), member.SelectMany(f => f.Predicted).Order());
            foreach (var (task, _, predicted) in member)
            {
                var trained = RecordingTrainer.Numbers(task.Features);
                Assert.Empty(trained.Intersect(predicted));
                Assert.All(trained, number => Assert.InRange(number, 0, Rows - 1));
                Assert.Equal(trained.Select(Label), task.Labels);
                Assert.InRange(predicted.Count(number => Label(number) == 1), 20 / folds, (20 + folds - 1) / folds);
            }
        }

        // All candidates are judged on the same folds.
        Assert.All(members, member => Assert.Equal(
            members[0].Select(f => f.Predicted), member.Select(f => f.Predicted)));
        if (!search.Contains("resource", StringComparison.Ordinal))
            Assert.All(members.SelectMany(m => m), f => Assert.Equal(Rows - f.Predicted.Count, f.Task.Features.Rows));
    }

    [Fact]
    public void Halving_by_rows_gives_more_rows_to_fewer_candidates_and_the_smaller_set_is_part_of_the_larger()
    {
        var (trainer, fit) = Run("successive-halving draws=9 folds=2 metric=accuracy eta=3 resource=rows over k=1..12");

        var sizes = trainer.Fits.SkipLast(1).GroupBy(f => f.Task.Features.Rows).Select(g => (g.Key, g.Count())).ToList();
        Assert.Equal([18, 6, 2], sizes.Select(size => size.Item2));
        Assert.True(sizes[0].Key < sizes[1].Key && sizes[1].Key < sizes[2].Key, string.Join(' ', sizes));
        var first = trainer.Fits.SkipLast(1).Where((_, i) => i % 2 == 0).ToList();
        var (small, large) = (first[0], first.First(f => f.K == first[^1].K && f.Task.Features.Rows == sizes[2].Key));
        Assert.Subset(
            RecordingTrainer.Numbers(large.Task.Features).ToHashSet(), RecordingTrainer.Numbers(small.Task.Features).ToHashSet());
        Assert.Equal(13, fit.Search!.Members.Count);
        Assert.EndsWith(" rows=0.1111", fit.Search.Members[0].Settings, StringComparison.Ordinal);
        Assert.DoesNotContain("rows", fit.Search.Chosen, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fit_has_a_key_of_its_own_that_follows_from_the_trial_s_and_the_last_has_the_trial_s()
    {
        var first = Run("random draws=4 folds=3 metric=accuracy over k=1..12").Trainer;
        var again = Run("random draws=4 folds=3 metric=accuracy over k=1..12").Trainer;
        var other = Run("random draws=4 folds=3 metric=accuracy over k=1..12", key: 2).Trainer;

        Assert.Equal(13, first.Fits.Select(f => f.Task.Key).Distinct().Count());
        Assert.Equal(first.Fits.Select(f => (f.Task.Key, f.K)), again.Fits.Select(f => (f.Task.Key, f.K)));
        Assert.Empty(first.Fits.Select(f => f.Task.Key).Intersect(other.Fits.Select(f => f.Task.Key)));
        Assert.Equal(Fits.Key(1), first.Fits[^1].Task.Key);
    }

    [Fact]
    public void Best_candidate_is_chosen_and_all_are_recorded()
    {
        var (trainer, fit) = Run("grid folds=2 metric=accuracy over k=1|20|12|40");

        // Rows below 20 are of class 1.
        Assert.Equal(20, trainer.Fits[^1].K);
        var record = fit.Search!;
        Assert.Equal(("grid", "k=20", 9), (record.Strategy, record.Chosen, record.Fits));
        Assert.Equal(["k=1", "k=20", "k=12", "k=40"], record.Members.Select(member => member.Settings));
        Assert.Equal([0.62, 1, 0.84, 0.6], record.Members.Select(member => Math.Round(member.Scores.Average(), 9)));
        Assert.All(record.Members, member => Assert.Null(member.Error));
    }

    [Fact]
    public void Candidate_that_cannot_be_fitted_is_recorded_and_passed_over()
    {
        var (_, fit) = Run("grid folds=2 metric=accuracy over k=13|12");

        Assert.Equal("k=12", fit.Search!.Chosen);
        Assert.Equal("fold 1: thirteen is unlucky", fit.Search.Members[0].Error);
        Assert.Empty(fit.Search.Members[0].Scores);
        Assert.Null(fit.Search.Members[1].Error);
    }

    [Fact]
    public void Search_without_a_candidate_that_can_be_fitted_fails_alone()
    {
        var (_, fit) = Run("grid folds=2 metric=accuracy over k=13");

        Assert.Null(fit.Classifier);
        Assert.Equal(
            "The search found no settings: none of 1 candidates could be fitted on every fold; the first: "
            + "fold 1: thirteen is unlucky", fit.Error!.Message);
    }

    [Fact]
    public void Metric_that_the_model_does_not_give_fails_the_candidate()
    {
        var (_, fit) = Run("grid folds=2 metric=log-loss over k=1|2");

        Assert.Contains("there is no log-loss", fit.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_rows_for_the_folds_fail_that_task_alone()
    {
        var settings = Settings("random draws=2 folds=6 metric=accuracy over k=1..12");

        var fits = new SearchingTrainer(new RecordingTrainer())
            .Fit([Task(5, 1), Task(40, 2)], settings, TrainingContext.Cpu).OrderBy(fit => fit.Task).ToList();

        Assert.Equal("5 training rows cannot be put into 6 folds for the search.", fits[0].Error!.Message);
        Assert.NotNull(fits[1].Classifier);
    }

    [Fact]
    public void Observer_is_told_of_each_fit()
    {
        var observer = new Recorder();

        _ = new SearchingTrainer(new RecordingTrainer()).Fit(
            [Task(Rows, 1), Task(Rows, 2)], Settings("random draws=2 folds=3 metric=accuracy over k=1..12"),
            TrainingContext.Cpu with { Epochs = observer }).ToList();

        Assert.Equal(Enumerable.Range(1, 14).Select(i => (i, 14)), observer.Told);
    }

    private static (RecordingTrainer Trainer, ClassifierFit Fit) Run(string search, int key = 1)
    {
        var trainer = new RecordingTrainer();
        var fit = new SearchingTrainer(trainer).Fit([Task(Rows, key)], Settings(search), TrainingContext.Cpu).Single();
        return (trainer, fit);
    }

    private static SettingValues Settings(string search) =>
        SettingValues.Defaults(ModelAlgorithms.Knn).With("search", search);

    private static int Label(int number) => number < 20 ? 1 : 0;

    private static ClassifierFitTask Task(int rows, int key) => new(
        Fits.Key(key), Fits.Rows(rows, i => [i]), [.. Enumerable.Range(0, rows).Select(Label)], 2);

    private sealed class Recorder : IEpochObserver
    {
        public List<(int, int)> Told { get; } = [];

        public void EpochEnded(EpochLosses epoch) => Told.Add((epoch.Epoch, epoch.Epochs));
    }
}
