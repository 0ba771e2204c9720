using Orchestrator.Reports.Reproductions;

namespace Orchestrator.Host.Tests.Commands;

public sealed class ReproduceCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task List_names_every_experiment_with_both_sizes()
    {
        var result = await Cli.RunAsync("reproduce", "--list");
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.All(Experiments.List(), e => Assert.Matches(
            $@"(?m)^{e.Name} +[\d,]+ trials +[\d,]+ trials  ", result.Out));
    }

    [Fact]
    public async Task Unknown_experiment_is_refused_with_the_names_there_are()
    {
        var result = await Cli.RunAsync("reproduce", "joshi", "--data", _cli.Data);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("there is no experiment 'joshi'; there are: joshi-2d, joshi-3d,", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name an experiment")]
    [InlineData("--full and --quick exclude each other", "joshi-2d", "--full", "--quick")]
    public async Task Command_line_that_makes_no_sense_is_refused(string says, params string[] args)
    {
        var result = await Cli.RunAsync(["reproduce", .. args]);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Experiment_whose_data_are_not_there_says_which_file()
    {
        var result = await Cli.RunAsync("reproduce", "messidor-boosting", "--datasets", _cli.Folder, "--data", _cli.Data);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("messidor.csv: there is no such file", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_that_cannot_be_made_is_refused_before_anything_runs()
    {
        var file = _cli.Write("taken", "x");
        var result = await Cli.RunAsync("reproduce", "prodan-grid", "--output", file, "--data", _cli.Data);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("cannot be made", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.Data));
    }
}
