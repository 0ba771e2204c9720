using Orchestrator.Sweeps.BuiltIn;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.BuiltIn;

public sealed class BuiltInSweepsTests
{
    private static readonly SpecVocabulary Vocabulary = SpecVocabulary.Of(["titanic"]);

    [Fact]
    public void List_names_the_ready_made_sweeps_by_name()
    {
        var names = BuiltInSweeps.List().Select(sweep => sweep.Name).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Contains("titanic-boost", names);
        Assert.Contains("prodan-noise-quick", names);
    }

    [Fact]
    public void Find_unknown_name_is_null() => Assert.Null(BuiltInSweeps.Find("titanic"));

    [Theory]
    [InlineData("titanic-boost")]
    [InlineData("titanic-quick")]
    public void Text_is_a_right_sweep_of_its_name(string name)
    {
        var sweep = BuiltInSweeps.Find(name)!;
        var result = SpecReader.Read(sweep.Text, name, Vocabulary);
        Assert.Empty(result.Problems);
        Assert.Equal(name, result.Spec!.Name);
        Assert.Equal(new SplitSpec(0.2, Stratified: false, FixedSeed: 42), result.Spec.Split);
        Assert.True(sweep.Description.Length > 20);
        Assert.DoesNotContain("#", sweep.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Titanic_boost_has_the_announced_size()
    {
        var spec = SpecReader.Read(BuiltInSweeps.Find("titanic-boost")!.Text, "titanic-boost", Vocabulary).Spec!;
        var plan = new SweepPlan(TestSweeps.Define(spec));
        var summary = PlanSummary.Of(plan);
        Assert.Equal((2205, 70, 1960, 21),
            (summary.Trials, summary.GeneratorTrainings, summary.GeneratorTrainingsUnshared, summary.Bundles));
        Assert.Equal([0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1], spec.Fractions.Select(f => f.Value));
        Assert.Equal(2205, Enumerable.Range(0, 2205).Select(i => plan.Keys.Trial(plan.Grid[i])).Distinct().Count());
        Assert.Equal(140, plan.Bundle(1).Trials.Count);
    }
}
