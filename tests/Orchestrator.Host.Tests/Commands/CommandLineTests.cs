namespace Orchestrator.Host.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("fly")]
    [InlineData("run")]
    [InlineData("run", "titanic-quick", "--slots", "0")]
    [InlineData("run", "titanic-quick", "--slots", "many")]
    [InlineData("run", "titanic-quick", "--unheard-of")]
    [InlineData("results", "x", "--format", "xml")]
    [InlineData("datasets", "show")]
    public async Task Command_line_that_makes_no_sense_is_bad_input(params string[] args)
    {
        var result = await Cli.RunAsync(args);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.StartsWith("error: ", result.Error);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task Help_of_the_program_lists_commands_and_exit_codes()
    {
        var result = await Cli.RunAsync("--help");
        Assert.Equal(ExitCode.Ok, result.Code);
        string[] commands =
        [
            "run", "plan", "results", "list", "sweeps", "datasets", "generators", "models", "work", "submit", "watch",
            "workers", "pause", "resume", "cancel", "retry", "health",
        ];
        foreach (var command in commands)
            Assert.Contains($"\n  {command}", result.Out);
        Assert.DoesNotContain("work-slot", result.Out);
        foreach (var code in (int[])[0, 1, 2, 3, 4, 5, 6, 130])
            Assert.Matches($"(?m)^ +{code} ", result.Out);
    }

    [Fact]
    public async Task Version_is_the_version_of_the_program()
    {
        var result = await Cli.RunAsync("--version");
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.StartsWith("0.1.0", result.Out);
    }
}
