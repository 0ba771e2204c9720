using System.Text.RegularExpressions;
using Orchestrator.Host.Composition;
using Orchestrator.TestKit;

namespace Orchestrator.Host.Tests;

/// <summary>What the README says holds.</summary>
public sealed class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(RepositoryFolders.Of("README.md"));

    [Fact]
    public void Readme_sweep_is_a_right_one()
    {
        var yaml = Regex.Match(Text, "```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline).Groups["yaml"].Value;
        var spec = SweepLoader.ReadSpec(yaml, "README.md");
        Assert.Equal("mine", spec.Name);
        Assert.Equal(7, spec.Fractions.Count);
        Assert.Equal("dcgan{epochs=100}", spec.Generators[1].Label);
    }

    [Fact]
    public void Readme_exit_codes_are_those_of_the_program()
    {
        var inReadme = Regex.Matches(Text, @"(?m)^\| (?<code>\d+) \|").Select(m => m.Groups["code"].Value);
        var inHelp = Regex.Matches(ExitCode.Table, @"(?m)^ +(?<code>\d+) ").Select(m => m.Groups["code"].Value);
        Assert.Equal(inHelp, inReadme);
    }
}
