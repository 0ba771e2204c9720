using System.Text.Json;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>A search across trials, run in one process: broken off and taken up again, it is the same search.</summary>
public sealed class SearchTests
{
    private const string Name = "tune-forest";

    private static readonly string[] Lines =
    [
        $"name: {Name}",
        "dataset: titanic",
        "fractions: 0.3",
        "models: [random-forest: {trees: 2000}]",
        "seeds: 2",
        "search:",
        "  strategy: tpe",
        "  max-trials: 32",
        "  parallel: 4",
        "  over:",
        "    models.random-forest.max-depth: 1..12",
        "    models.random-forest.min-samples-leaf: 1..40 log",
    ];

    [Fact]
    public async Task Killed_search_goes_on_to_the_same_leaderboard_as_one_left_alone()
    {
        using var alone = new Workspace();
        var undisturbed = await RunAsync(alone);

        using var killed = new Workspace();
        var moments = 0;
        foreach (var trials in new[] { 1, 9 })
            moments += await KillAsync(killed, trials) ? 1 : 0;
        var resumed = await RunAsync(killed);

        Assert.Equal(undisturbed, resumed);
        Assert.InRange(moments, 1, 2);
        Assert.Contains("32 of 32 trials completed, 0 failed", undisturbed, StringComparison.Ordinal);
        Assert.Contains("4 rounds, 32 trials; the whole grid has 960: 97 % saved", undisturbed,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_is_listed_with_its_rounds_and_exports_them()
    {
        using var workspace = new Workspace();
        await RunAsync(workspace);

        var list = (await OrchestratorProcess.RunAsync("list", "--data", workspace.Data)).Expect(0).Out;
        var rounds = await workspace.ExportAsync($"{Name}.round-1.1");
        var refused = await OrchestratorProcess.RunAsync("results", Name, "--format", "csv", "--data", workspace.Data);

        Assert.Matches($@"(?m)^\w+ +{Name} .* 32 +32 +0$", list);
        Assert.Equal(17, list.Split('\n').Count(line => line.Contains(Name, StringComparison.Ordinal)));
        Assert.Equal(3, rounds.Count(c => c == '\n'));
        Assert.Contains($"{Name}.round-1", refused.Error, StringComparison.Ordinal);
    }

    // The leaderboard of a run that goes to its end.
    private static async Task<string> RunAsync(Workspace workspace)
    {
        var sweep = workspace.Write("search.yaml", Lines);
        (await OrchestratorProcess.RunAsync("run", sweep, "--data", workspace.Data, "--slots", "2", "--quiet"))
            .Expect(0);
        return (await OrchestratorProcess.RunAsync("results", Name, "--data", workspace.Data)).Expect(0).Out;
    }

    // False where the search had ended before the moment came.
    private static async Task<bool> KillAsync(Workspace workspace, int trials)
    {
        var sweep = workspace.Write("search.yaml", Lines);
        using var process = OrchestratorProcess.Start(
            "run", sweep, "--data", workspace.Data, "--slots", "2", "--json");
        var came = await process.SeesAsync(line =>
        {
            var progress = JsonDocument.Parse(line).RootElement;
            return progress.GetProperty("event").GetString() == "progress"
                && progress.GetProperty("completed").GetInt64() is var completed && completed >= trials
                && completed < 32;
        });
        if (came)
            process.Signal(OrchestratorProcess.Kill);
        await process.EndAsync();
        return came;
    }
}
