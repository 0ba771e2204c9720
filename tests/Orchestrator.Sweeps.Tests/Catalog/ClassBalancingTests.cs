using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Catalog;

public sealed class ClassBalancingTests
{
    public static TheoryData<string> Names { get; } = [.. GeneratorAlgorithms.All.Select(algorithm => algorithm.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_generator_has_it_and_at_its_default_it_stays_out_of_the_keys(string name)
    {
        var algorithm = GeneratorAlgorithms.All.Single(a => a.Name == name);
        Assert.Equal(ClassBalancing.Setting, Assert.Single(algorithm.Settings, s => s.Name == ClassBalancing.Name));
        var before = algorithm with { Settings = [.. algorithm.Settings.Where(s => s.Name != ClassBalancing.Name)] };
        var kept = algorithm.WithDefaults();
        var equalised = kept with { Settings = kept.Settings.With(ClassBalancing.Name, ClassBalancing.Equalise) };

        Assert.Equal(Key(before.WithDefaults()), Key(kept));
        Assert.NotEqual(Key(kept), Key(equalised));
        Assert.False(ClassBalancing.Equalises(before.WithDefaults()));
        Assert.False(ClassBalancing.Equalises(kept));
        Assert.True(ClassBalancing.Equalises(equalised));
        Assert.Equal($"{name}{{class-balance=equalise}}", equalised.Label);
    }

    [Theory]
    [InlineData("duplicate")]
    [InlineData("independent")]
    [InlineData("smote")]
    [InlineData("gaussian-copula")]
    public void Generator_without_epochs_has_a_cost_that_grows_with_the_rows_and_is_small_beside_a_network(string name)
    {
        var choice = GeneratorAlgorithms.All.Single(a => a.Name == name).WithDefaults();

        var (half, all) = (CostModel.GeneratorFit(0.5, choice), CostModel.GeneratorFit(1, choice));

        Assert.InRange(half, 0.01, all - 0.01);
        Assert.True(20 * all < CostModel.GeneratorFit(1, GeneratorAlgorithms.WganGp.WithDefaults()));
    }

    private static StageKey Key(AlgorithmChoice generator) =>
        new TrialKeys(TestSweeps.Definition).GeneratorFit(new Fraction(0.5), generator, new Seed(3));
}
