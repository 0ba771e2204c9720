using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Worker.Tests.Execution;

/// <summary>
/// The counts that the study printed for its models on real data, through split, subset, preprocessing and model.
/// </summary>
public sealed class PublishedCountsTests
{
    [Theory]
    [InlineData("titanic13-published", 262, new[] { 204, 201, 196, 159 })]
    [InlineData("titanic-published", 262, new[] { 204, 201, 196, 158 })]
    [InlineData("pima-published", 154, new[] { 116, 112, 108, 118 })]
    public void Unboosted_models_get_as_many_test_rows_right_as_published(string dataset, int testRows, int[] correct)
    {
        var plan = Runs.Plan(
            $"name: published\ndataset: {dataset}\nmodels: [logreg, svc, knn, gaussian-nb]\nseeds: 3\n"
                + "split: {test: 0.2, order: file, shuffle: false}\n");

        var results = Runs.All(plan);

        foreach (var seeds in results.GroupBy(trial => plan.Grid[trial.Key].Seed))
        {
            TrialResult[] models = [.. seeds.OrderBy(trial => trial.Key).Select(trial => trial.Value)];
            Assert.Equal(correct.Select(count => (int?)count), models.Select(result => result.Correct));
            Assert.All(models, result => Assert.Equal(testRows, result.TestRows));
        }
    }
}
