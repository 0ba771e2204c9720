namespace Orchestrator.Host.Tests.Commands;

public sealed class PlanCommandTests
{
    [Fact]
    public async Task Plan_of_titanic_boost_tells_trials_trainings_and_bundles()
    {
        using var cli = new Cli();
        var result = await Cli.RunAsync("plan", "titanic-boost", "--data", cli.Data);
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Matches("(?m)^trials +2,205:", result.Out);
        Assert.Matches("(?m)^generator trainings +70 \\(without sharing: 1,960\\)", result.Out);
        Assert.Matches("(?m)^bundles +21:", result.Out);
        Assert.Matches("(?m)^device +cpu ", result.Out);
        Assert.Matches("(?m)^slots +[1-9]", result.Out);
        Assert.Matches("(?m)^K of mlp +[1-9]", result.Out);
        Assert.Matches("(?m)^estimate +about .* of processor time ", result.Out);
        Assert.Contains("measuring what titanic-boost takes", result.Error);

        var again = await Cli.RunAsync("plan", "titanic-boost", "--data", cli.Data, "--slots", "3");
        Assert.Empty(again.ErrorLines);
        Assert.Matches("(?m)^slots +3, as --slots says", again.Out);
    }

    [Fact]
    public async Task Plan_beside_a_broken_file_of_costs_says_so_and_measures_anew()
    {
        using var cli = new Cli();
        var file = Path.Combine(cli.Data, "devices", "cpu.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "{ \"device\": ", TestContext.Current.CancellationToken);
        var sweep = cli.Write("small.yaml", "name: small", "dataset: iris", "models: [gaussian-nb]");
        var result = await Cli.RunAsync("plan", sweep, "--data", cli.Data);
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains(result.ErrorLines, line => line.Contains("cpu.json cannot be read"));
        Assert.Empty((await Cli.RunAsync("plan", sweep, "--data", cli.Data)).ErrorLines);

        var bad = await Cli.RunAsync("plan", sweep, "--device", "tpu");
        Assert.Equal(ExitCode.BadInput, bad.Code);
        Assert.Contains("--device 'tpu' is not a device: cpu, or cuda:N", bad.Error);
    }

    [Fact]
    public async Task Plan_of_several_data_sets_tells_of_each_and_a_problem_of_all_once()
    {
        using var cli = new Cli();
        string[] Lines(string models) => ["name: both", "dataset: [iris, wine]", $"models: {models}"];

        var plan = await Cli.RunAsync("plan", cli.Write("both.yaml", Lines("knn")), "--data", cli.Data);
        Assert.Equal(ExitCode.Ok, plan.Code);
        Assert.Matches("(?m)^sweep +both.iris ", plan.Out);
        Assert.Matches("(?m)^data set +wine, 178 rows", plan.Out);

        var bad = await Cli.RunAsync("plan", cli.Write("bad.yaml", Lines("knm")));
        Assert.Equal(ExitCode.BadInput, bad.Code);
        Assert.Contains("bad.yaml:3:9: models: 'knm'", Assert.Single(bad.ErrorLines));
    }

    [Fact]
    public async Task Plan_of_a_bad_file_lists_every_problem_with_its_place()
    {
        using var cli = new Cli();
        var path = cli.Write("bad.yaml",
            "name: bad", "dataset: titanik", "fractions: [0.5, 1.5]", "boosts: [0]",
            "models: [logreg, svm]", "seeds: 2", "colour: red");
        var result = await Cli.RunAsync("plan", path);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Equal(4, result.ErrorLines.Length);
        Assert.Contains(result.ErrorLines, line => line.Contains("bad.yaml:2:10:") && line.Contains("'titanic'"));
        Assert.Contains(result.ErrorLines, line => line.Contains("bad.yaml:3:18:") && line.Contains("1.5"));
        Assert.Contains(result.ErrorLines, line => line.Contains("bad.yaml:5:18:") && line.Contains("svm"));
        Assert.Contains(result.ErrorLines, line => line.Contains("bad.yaml:7:1:") && line.Contains("colour"));
    }

    [Fact]
    public async Task Plan_of_a_sweep_whose_data_is_missing_is_bad_input()
    {
        using var cli = new Cli();
        var path = cli.Write("sweep.yaml",
            "name: own", "dataset: {file: gone.csv, target: y}", "fractions: 1", "boosts: 0", "models: logreg",
            "seeds: 1");
        var result = await Cli.RunAsync("plan", path);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("gone.csv", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public async Task Plan_of_what_is_neither_file_nor_name_lists_the_built_in_sweeps()
    {
        var result = await Cli.RunAsync("plan", "unheard-of");
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("titanic-boost", Assert.Single(result.ErrorLines));
    }
}
