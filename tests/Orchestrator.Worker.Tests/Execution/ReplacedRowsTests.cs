using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Worker.Tests.Execution;

/// <summary>Boosts that take the place of the real rows, and very large ones.</summary>
public sealed class ReplacedRowsTests
{
    [Fact]
    public void Rows_are_added_or_take_the_place_of_the_real_ones_as_the_boost_says()
    {
        var plan = Runs.Plan(
            "name: replaced\ndataset: iris\nfractions: 0.5\nseeds: 1\nmodels: gaussian-nb\n"
                + "boosts: [0, 0.5, 20, {share: 1, replace: true}, {share: 20, replace: true}]\n"
                + "generators: {wgan-gp: {epochs: 3}}\n");

        var results = Runs.All(plan);

        Assert.Equal(
            [("0", 60, 0), ("0.5", 60, 30), ("20", 60, 1200), ("replace 1", 0, 60), ("replace 20", 0, 1200)],
            results.OrderBy(trial => trial.Key).Select(trial => (
                plan.Grid[trial.Key].Boost.ToString(), trial.Value.RealRows, trial.Value.SyntheticRows)));
        Assert.Equal(results.Count, results.Values.Select(result => result.Key).Distinct().Count());
        Assert.NotEqual(Confusion(results, 2), Confusion(results, 4));
    }

    private static string Confusion(Dictionary<long, TrialResult> results, long trial) =>
        string.Join(' ', results[trial].Confusion);
}
