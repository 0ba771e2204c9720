namespace Orchestrator.EndToEnd.Tests;

/// <summary>The program as a user meets it.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task Quick_sweep_through_a_pipe_prints_plain_lines_a_table_and_where_the_results_are()
    {
        using var workspace = new Workspace();
        var run = (await OrchestratorProcess.RunAsync("run", "titanic-quick", "--data", workspace.Data)).Expect(0);
        Assert.DoesNotContain('\u001b', run.Out);
        Assert.Matches("(?m)^48/48 trials, ", run.Out);
        Assert.Matches("(?m)^fraction +generator +boost 0 +boost 0.5$", run.Out);
        Assert.Contains("48 of 48 trials completed, 0 failed", run.Out);
        Assert.Contains($"--data {workspace.Data}", run.Out);
        Assert.Empty(run.Error);
        Assert.Equal(49, (await workspace.ExportAsync("titanic-quick")).Count(c => c == '\n'));

        var again = (await OrchestratorProcess.RunAsync("run", "titanic-quick", "--data", workspace.Data)).Expect(0);
        Assert.Contains("48 of 48 trials completed", again.Out);
        Assert.Contains("48 from the store", again.Out);
    }

    [Fact]
    public async Task Sweep_with_more_seeds_takes_the_earlier_ones_from_the_store()
    {
        using var workspace = new Workspace();
        string[] Sweep(int seeds) =>
            ["name: seeds", "dataset: iris", "fractions: 1", "boosts: 0", "models: [knn, gaussian-nb]",
                $"seeds: {seeds}"];
        var few = workspace.Write("few.yaml", Sweep(3));
        var more = workspace.Write("more.yaml", Sweep(5));
        (await OrchestratorProcess.RunAsync("run", few, "--data", workspace.Data)).Expect(0);
        var run = (await OrchestratorProcess.RunAsync("run", more, "--data", workspace.Data)).Expect(0);
        Assert.Contains("10 of 10 trials completed", run.Out);
        Assert.Contains(", 6 from the store.", run.Out);
    }

    [Fact]
    public async Task Several_data_sets_are_a_sweep_each_and_the_same_command_resumes_all()
    {
        using var workspace = new Workspace();
        var sweep = workspace.Write("both.yaml",
            "name: both", "dataset: [iris, wine]", "fractions: 1", "boosts: 0", "models: knn", "seeds: 2");
        var run = (await OrchestratorProcess.RunAsync("run", sweep, "--data", workspace.Data)).Expect(0);
        Assert.Equal(2, run.Out.Split("2 of 2 trials completed, 0 failed").Length - 1);
        var list = (await OrchestratorProcess.RunAsync("list", "--data", workspace.Data)).Expect(0).Out;
        Assert.Matches("(?m)^[0-9a-f]{12} +both.iris ", list);
        Assert.Matches("(?m)^[0-9a-f]{12} +both.wine ", list);
        Assert.Equal(3, (await workspace.ExportAsync("both.wine")).Count(c => c == '\n'));

        var again = (await OrchestratorProcess.RunAsync("run", sweep, "--data", workspace.Data)).Expect(0);
        Assert.Equal(2, again.Out.Split(", 2 from the store.\n").Length - 1);
    }

    [Fact]
    public async Task Quiet_run_prints_the_summary_alone()
    {
        using var workspace = new Workspace();
        var sweep = workspace.Write("s.yaml",
            "name: s", "dataset: iris", "fractions: 1", "boosts: 0", "models: knn", "seeds: 1");
        var run = (await OrchestratorProcess.RunAsync("run", sweep, "--data", workspace.Data, "--quiet")).Expect(0);
        Assert.StartsWith("knn\n", run.Out);
        Assert.DoesNotContain("1/1 trials", run.Out);
    }

    [Fact]
    public async Task Bad_sweep_lists_every_problem_and_touches_nothing()
    {
        using var workspace = new Workspace();
        var sweep = workspace.Write("bad.yaml",
            "name: bad", "dataset: titanic", "fractions: [0]", "boosts: [-1]", "generators: dcgan", "models: knm",
            "seeds: 0");
        var run = (await OrchestratorProcess.RunAsync("run", sweep, "--data", workspace.Data)).Expect(2);
        Assert.Equal(4, run.ErrorLines.Length);
        Assert.All(run.ErrorLines, line => Assert.Matches(@"bad\.yaml:\d+:\d+: ", line));
        Assert.Empty(run.Out);
        Assert.False(Directory.Exists(workspace.Data));
    }

    [Fact]
    public async Task Failing_trials_are_told_and_the_others_have_results()
    {
        using var workspace = new Workspace();
        // Steps this long end in a loss that is not finite, which is the same each time.
        var sweep = workspace.Write("s.yaml",
            "name: wild", "dataset: iris", "fractions: [0.5, 1]", "boosts: [0, 1]", "models: [gaussian-nb, knn]",
            "generators:", "- wgan-gp: {learning-rate: 10, lambda: 1000000, layers: 8, power: 3, activation: elu}",
            "seeds: 2");
        var run = (await OrchestratorProcess.RunAsync("run", sweep, "--data", workspace.Data)).Expect(3);
        Assert.Contains("not finite", run.Out);
        Assert.Contains("8 of 16 trials completed, 8 failed, 0 pending", run.Out);
        var list = (await OrchestratorProcess.RunAsync("list", "--data", workspace.Data)).Expect(0);
        Assert.Matches("wild .* 16 +8 +8\n", list.Out);
    }

    [Fact]
    public async Task Folder_that_another_run_holds_is_a_store_problem()
    {
        using var workspace = new Workspace();
        var sweep = workspace.Write("ladder.yaml", [.. LadderSweep.Lines]);
        using var holder = OrchestratorProcess.Start("run", sweep, "--data", workspace.Data, "--json");
        Assert.True(await holder.SeesAsync(line => line.Contains("progress")), "the first run ended too early");
        var second = (await OrchestratorProcess.RunAsync("run", sweep, "--data", workspace.Data)).Expect(4);
        Assert.Single(second.ErrorLines);
        (await OrchestratorProcess.RunAsync("list", "--data", workspace.Data)).Expect(0);
    }

    [Fact]
    public async Task File_that_is_no_store_is_a_store_problem_and_stays_as_it_is()
    {
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace.Data);
        var file = Path.Combine(workspace.Data, "results.db");
        await File.WriteAllTextAsync(file, "not a database, but somebody's text");
        var run = (await OrchestratorProcess.RunAsync("run", "titanic-quick", "--data", workspace.Data)).Expect(4);
        Assert.Single(run.ErrorLines);
        Assert.Equal("not a database, but somebody's text", await File.ReadAllTextAsync(file));
    }
}
