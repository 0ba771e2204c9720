using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Tests.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Planning;

public sealed class SweepIdentityTests
{
    // A recorded id: a sweep whose id changes is not resumed but run anew.
    [Fact]
    public void Id_recorded_sweep_keeps_its_id() => Assert.Equal("66bba68c029f", TestSweeps.Definition.Id);

    [Fact]
    public void Id_layout_comments_metric_attempts_and_needs_do_not_change_it()
    {
        var plain = SpecText.Right("name: a\ndataset: titanic\nmodels: logreg\nseeds: 3\n");
        var laidOut = SpecText.Right(
            "# why\nseeds: [0, 1,   2]\n\nmodels:\n  - logreg: {c: 1.0}\ndataset: 'titanic'\nname: a\n"
                + "metric: f1\nattempts: 5\nneeds: gpu\n");
        Assert.Equal(TestSweeps.Define(plain).Id, TestSweeps.Define(laidOut).Id);
    }

    public static TheoryData<string, SweepDefinition> Changes { get; } = new()
    {
        { "name", TestSweeps.Define(TestSweeps.Spec with { Name = "other" }) },
        { "data", TestSweeps.Definition with { DatasetHash = Digest.Of("another"u8) } },
        { "fractions", TestSweeps.Define(TestSweeps.Spec with { Fractions = [new Fraction(0.5)] }) },
        { "order", TestSweeps.Define(TestSweeps.Spec with { Fractions = [new Fraction(1), new Fraction(0.5)] }) },
        { "boosts", TestSweeps.Define(TestSweeps.Spec with { Boosts = [new BoostFactor(0.2)] }) },
        {
            "generators",
            TestSweeps.Define(TestSweeps.Spec with { Generators = [TestVocabulary.Dcgan.WithDefaults()] })
        },
        { "models", TestSweeps.Define(TestSweeps.Spec with { Models = [TestVocabulary.Mlp.WithDefaults()] }) },
        {
            "version",
            TestSweeps.Define(TestSweeps.Spec with
            {
                Models =
                    [(TestVocabulary.Logreg with { Version = 2 }).WithDefaults(), TestVocabulary.Mlp.WithDefaults()],
            })
        },
        { "seeds", TestSweeps.Define(TestSweeps.Spec with { Seeds = TestSweeps.Seeds(4) }) },
        { "file order", TestSweeps.Define(TestSweeps.Spec with { Split = SplitSpec.InFileOrder(0.2) }) },
        {
            "replacing",
            TestSweeps.Define(TestSweeps.Spec with
            {
                Boosts = [new BoostFactor(0), new BoostFactor(0.2), new BoostFactor(1, replaces: true)],
            })
        },
        { "split", TestSweeps.Define(TestSweeps.Spec with { Split = SplitSpec.Default with { FixedSeed = null } }) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Id_anything_that_changes_the_trials_changes_it(string what, SweepDefinition changed) =>
        Assert.True(TestSweeps.Definition.Id != changed.Id, what);

    [Fact]
    public void Id_is_twelve_lower_case_hexadecimal_digits() =>
        Assert.Matches("^[0-9a-f]{12}$", TestSweeps.Definition.Id);
}
