using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests;

public sealed class ReadmeTests
{
    private static readonly string Text =
        File.ReadAllText(RepositoryFolders.Of("src", "Orchestrator.Sweeps", "README.md"));

    [Fact]
    public void Readme_example_is_a_right_sweep()
    {
        const string Fence = "```yaml\n";
        var start = Text.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        var example = Text[start..Text.IndexOf("```", start, StringComparison.Ordinal)];
        var result = SpecReader.Read(example, "README.md", SpecVocabulary.Of(["titanic"]));
        Assert.Empty(result.Problems);
        Assert.Equal(525, new SweepPlan(TestSweeps.Define(result.Spec!)).Grid.Count);
    }

    [Fact]
    public void Readme_names_every_field_and_metric()
    {
        var problem = SpecReader.Read("x: 1", "a.yaml", TestVocabulary.Instance).Problems.Single(p => p.Field == "x");
        var fields = problem.Allowed["the fields are ".Length..].Split(", ");
        Assert.Equal(15, fields.Length);
        Assert.All(fields.Concat(TestVocabulary.Instance.Metrics),
            name => Assert.Contains($"`{name}`", Text, StringComparison.Ordinal));
    }
}
