using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Classifiers.Mlp;
using Orchestrator.Training.Classifiers.Search;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Classifiers.Search;

/// <summary>Searches with the models themselves.</summary>
[Collection(TensorCollection.Name)]
public sealed class SearchingTrainerTests
{
    private static readonly Matrix Test = NeuralTables.Table(80, 2, 99).Features;

    [Fact]
    public void Published_search_tries_twenty_networks_on_three_folds_and_fits_the_best_as_it_would_be_alone()
    {
        var settings = SettingValues.Defaults(MlpAlgorithm.Descriptor).With("search", "published");
        var task = NeuralTables.ClassifierTask(3, 90);

        var fit = ClassifierTrainers.Find("mlp").Fit([task], settings, TrainingContext.Cpu).Single();

        var record = fit.Search!;
        Assert.Equal(("random", 61, 20), (record.Strategy, record.Fits, record.Members.Count));
        Assert.All(record.Members, member => Assert.Equal(3, member.Scores.Count));
        var best = record.Members.MaxBy(member => member.Scores.Average())!;
        Assert.Equal(best.Settings, record.Chosen);
        var chosen = Changed(
            settings.With("search", "none"),
            record.Chosen + " batch=16 max-epochs=100 validation-split=0.1 patience=10 monitor=loss restore-best=false"
            + " batch-norm-from=3");
        var alone = new MlpTrainer().Fit([task], chosen, TrainingContext.Cpu).Single();
        Assert.Equal(Values(alone), Values(fit));
        Assert.Equal(alone.Record, fit.Record);
    }

    [Theory]
    [InlineData("random draws=6 folds=3 metric=log-loss over layers=1..3 neurons=1..40 learning-rate=0.0003..0.03/log dropout=0|0.4")]
    [InlineData("tpe draws=5 folds=2 metric=accuracy over neurons=1..40 activation=relu|sigmoid")]
    [InlineData("successive-halving draws=9 folds=2 metric=roc-auc eta=3 resource=max-epochs over neurons=1..40 optimiser=adam|sgd")]
    public void Search_does_not_depend_on_what_trains_together(string search)
    {
        var settings = Changed(
            SettingValues.Defaults(MlpAlgorithm.Descriptor), "max-epochs=9 layers=2 neurons=8").With("search", search);
        var tasks = Enumerable.Range(0, 3).Select(k => NeuralTables.ClassifierTask(k, 70 + (20 * k))).ToList();

        var fused = Fits(16, tasks);
        var apart = Fits(1, tasks);

        for (var k = 0; k < tasks.Count; k++)
        {
            Assert.Equal(Values(apart[k]), Values(fused[k]));
            AssertEqual(apart[k].Search!, fused[k].Search!);
            AssertEqual(apart[k].Search!, Fits(16, [tasks[k]]).Single().Search!);
        }

        Assert.NotEqual(apart[0].Search!.Members[0].Settings, apart[1].Search!.Members[0].Settings);

        List<ClassifierFit> Fits(int limit, IReadOnlyList<ClassifierFitTask> some) =>
        [
            .. new SearchingTrainer(new MlpTrainer(new(NeuralTables.Engine("simd"), limit)))
                .Fit(some, settings, TrainingContext.Cpu).OrderBy(fit => fit.Task),
        ];
    }

    [Theory]
    [InlineData("logreg", "random draws=4 folds=3 metric=brier over c=0.01..10/log")]
    [InlineData("svc", "grid folds=3 metric=accuracy over c=0.1|1|10 gamma=0|1")]
    [InlineData("decision-tree", "tpe draws=5 folds=3 metric=f1 over max-depth=1..8 min-samples-leaf=1..20")]
    [InlineData("random-forest", "successive-halving draws=9 folds=2 metric=log-loss eta=3 resource=trees over max-depth=1..20")]
    [InlineData("knn", "random draws=4 folds=3 metric=balanced-accuracy over k=1..30")]
    [InlineData("gradient-boosting", "random draws=3 folds=2 metric=log-loss over max-depth=1..6")]
    [InlineData("mlp-full-batch", "grid folds=2 metric=accuracy over hidden=2|3,2")]
    [InlineData("gaussian-nb", "grid folds=3 metric=roc-auc over var-smoothing=0|0.001|1")]
    public void Every_model_can_be_searched_and_the_choice_has_the_best_mean_score(string model, string search)
    {
        var trainer = ClassifierTrainers.Find(model);
        var settings = Changed(SettingValues.Defaults(trainer.Algorithm), model == "random-forest" ? "trees=18" : "")
            .With("search", search);
        var task = NeuralTables.ClassifierTask(5, 120);

        var fit = trainer.Fit([task], settings, TrainingContext.Cpu).Single();
        var again = trainer.Fit([task], settings, TrainingContext.Cpu).Single();

        var record = fit.Search!;
        AssertEqual(record, again.Search!);
        Assert.All(record.Members, member => Assert.Null(member.Error));
        var smaller = search.Contains("brier", StringComparison.Ordinal) || search.Contains("log-loss", StringComparison.Ordinal);
        var last = record.Members.Where(member => !member.Settings.Contains("trees=", StringComparison.Ordinal)).ToList();
        var best = smaller ? last.Min(member => member.Scores.Average()) : last.Max(member => member.Scores.Average());
        Assert.Equal(best, last.First(member => member.Settings == record.Chosen).Scores.Average());
        var alone = trainer.Fit(
            [task], Changed(settings.With("search", "none"), record.Chosen), TrainingContext.Cpu).Single();
        Assert.Equal(
            alone.Classifier!.Predict(Test).Labels, fit.Classifier!.Predict(Test).Labels);
    }

    [Fact]
    public void Diverging_candidates_do_not_end_the_search_and_numbers_are_judged_by_their_error()
    {
        var settings = Changed(
            SettingValues.Defaults(MlpAlgorithm.Descriptor),
            "max-epochs=20 layers=1 activation=relu batch-norm=false optimiser=sgd dropout=0")
            .With("search", "grid folds=3 metric=accuracy over learning-rate=10|0.02|1E-08");
        var task = NeuralTables.ClassifierTask(1, 120);
        task = task with
        {
            Labels = new int[120],
            ClassCount = 0,
            Targets = [.. Enumerable.Range(0, 120).Select(i => 50 + (20 * task.Features[i, 4]))],
        };

        var fit = ClassifierTrainers.Find("mlp").Fit([task], settings, TrainingContext.Cpu).Single();

        Assert.Equal("learning-rate=0.02", fit.Search!.Chosen);
        Assert.StartsWith("fold 1: diverged: the loss is not finite in epoch ", fit.Search.Members[0].Error!, StringComparison.Ordinal);
        Assert.True(fit.Search.Members[1].Scores.Average() < fit.Search.Members[2].Scores.Average() / 2);
        Assert.NotNull(fit.Classifier!.Predict(Test).Values);
    }

    private static SettingValues Changed(SettingValues settings, string changes) =>
        changes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(change => change.Split('='))
            .Aggregate(settings, (values, change) => values.With(change[0], change[1]));

    private static double[] Values(ClassifierFit fit) => fit.Classifier!.Predict(Test).Probabilities!.Values;

    private static void AssertEqual(SearchRecord one, SearchRecord other)
    {
        Assert.Equal((one.Strategy, one.Chosen, one.Fits), (other.Strategy, other.Chosen, other.Fits));
        Assert.Equal(
            one.Members.Select(member => (member.Settings, string.Join(' ', member.Scores), member.Error)),
            other.Members.Select(member => (member.Settings, string.Join(' ', member.Scores), member.Error)));
    }
}
