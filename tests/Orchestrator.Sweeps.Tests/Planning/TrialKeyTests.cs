using System.Text;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Planning;

public sealed class TrialKeyTests
{
    private static readonly AlgorithmChoice Wgan = TestVocabulary.WganGp.WithDefaults();

    private static readonly Trial Boosted = new(
        0, new Fraction(0.5), new BoostFactor(0.2), Wgan, TestVocabulary.Logreg.WithDefaults(), new Seed(3));

    private static readonly Trial Unboosted = Boosted with { Boost = new BoostFactor(0), Generator = null };

    // A key that changes loses every result stored under the old one: change these only together with a version.
    [Fact]
    public void Key_recorded_trials_keep_their_keys()
    {
        var keys = new TrialKeys(TestSweeps.Definition);
        Assert.Equal(
            "f629dd152b4d5bb6fcaa3c9a28a77e81429af2fe35206f91798d703c77639dcb", keys.Trial(Boosted).ToString());
        Assert.Equal(
            "e2b9467fe308474a67c8cc032b107c22b50c75ef7d41047abf984a0d6708f5b6", keys.Trial(Unboosted).ToString());
        Assert.Equal("112d7567391f120141c5b089b92ff61218e670e5169b218b48b7a4141e311ca7",
            keys.GeneratorFit(Boosted.Fraction, Wgan, Boosted.Seed).ToString());
        Assert.Equal("5dce6d3250e62ffcf541acce7edbaee67a84a65a07b4d95796c85e1cd351f54e",
            keys.Subset(Boosted.Fraction, Boosted.Seed).ToString());
        Assert.Equal(
            "8c9b601741e425c75caf1e51f014dcb227df44c11e945856a7359f395e2d7a38", keys.Split(Boosted.Seed).ToString());
        Assert.Equal(
            "0f9dc4aeb94cc879d07cf97ba52c74e57ad0cdd81215451675e67edbcbd7f44a", keys.TrainingRows(Boosted).ToString());
    }

    public static TheoryData<string, Func<Trial, Trial>> Ingredients { get; } = new()
    {
        { "fraction", trial => trial with { Fraction = new Fraction(0.6) } },
        { "boost", trial => trial with { Boost = new BoostFactor(0.3) } },
        { "no boost", _ => Unboosted },
        { "replacing", trial => trial with { Boost = new BoostFactor(0.2, replaces: true) } },
        { "generator", trial => trial with { Generator = TestVocabulary.Dcgan.WithDefaults() } },
        {
            "generator's setting",
            trial => trial with { Generator = Wgan with { Settings = Wgan.Settings.With("epochs", "41") } }
        },
        {
            "generator's version",
            trial => trial with { Generator = Wgan with { Algorithm = TestVocabulary.WganGp with { Version = 2 } } }
        },
        { "model", trial => trial with { Model = TestVocabulary.Mlp.WithDefaults() } },
        {
            "model's setting",
            trial => trial with { Model = trial.Model with { Settings = trial.Model.Settings.With("c", "2") } }
        },
        {
            "model's version",
            trial => trial with { Model = trial.Model with { Algorithm = TestVocabulary.Logreg with { Version = 2 } } }
        },
        { "seed", trial => trial with { Seed = new Seed(4) } },
    };

    [Theory]
    [MemberData(nameof(Ingredients))]
    public void Key_any_ingredient_of_the_trial_changes_it(string ingredient, Func<Trial, Trial> change)
    {
        var keys = new TrialKeys(TestSweeps.Definition);
        Assert.True(keys.Trial(Boosted) != keys.Trial(change(Boosted)), ingredient);
    }

    public static TheoryData<string, SweepDefinition> Definitions { get; } = new()
    {
        { "data set", TestSweeps.Definition with { DatasetHash = Digest.Of("another"u8) } },
        {
            "test share",
            TestSweeps.Define(TestSweeps.Spec with { Split = SplitSpec.Default with { TestShare = 0.3 } })
        },
        {
            "stratified",
            TestSweeps.Define(TestSweeps.Spec with { Split = SplitSpec.Default with { Stratified = false } })
        },
        { "file order", TestSweeps.Define(TestSweeps.Spec with { Split = SplitSpec.InFileOrder(0.2) }) },
        {
            "kept order",
            TestSweeps.Define(TestSweeps.Spec with { Split = SplitSpec.InFileOrder(0.2, keepsOrder: true) })
        },
        { "split seed", TestSweeps.Define(TestSweeps.Spec with { Split = SplitSpec.Default with { FixedSeed = 3 } }) },
        {
            "split per seed",
            TestSweeps.Define(TestSweeps.Spec with { Split = SplitSpec.Default with { FixedSeed = null } })
        },
    };

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Key_any_ingredient_of_the_definition_changes_it(string ingredient, SweepDefinition definition)
    {
        var before = new TrialKeys(TestSweeps.Definition);
        var after = new TrialKeys(definition);
        Assert.True(before.Trial(Boosted) != after.Trial(Boosted), ingredient);
        Assert.True(before.Split(Boosted.Seed) != after.Split(Boosted.Seed), ingredient);
    }

    [Fact]
    public void Key_other_axes_names_metric_and_order_do_not_change_it()
    {
        var other = TestSweeps.Define(TestSweeps.Spec with
        {
            Name = "other",
            Fractions = [new Fraction(1), new Fraction(0.5)],
            Boosts = [new BoostFactor(0.2)],
            Generators = [.. TestSweeps.Spec.Generators.Reverse()],
            Models = [TestVocabulary.Logreg.WithDefaults()],
            Seeds = TestSweeps.Seeds(40),
            Metric = "f1",
            Attempts = 9,
        });
        Assert.Equal(12, Keys(TestSweeps.Plan).Intersect(Keys(new SweepPlan(other))).Count());

        static IEnumerable<TrialKey> Keys(SweepPlan plan) =>
            Enumerable.Range(0, (int)plan.Grid.Count).Select(index => plan.Keys.Trial(plan.Grid[index]));
    }

    [Fact]
    public void Key_unboosted_trial_knows_no_generator()
    {
        var keys = new TrialKeys(TestSweeps.Define(TestSweeps.Spec with { Generators = [] }));
        Assert.Equal(new TrialKeys(TestSweeps.Definition).Trial(Unboosted), keys.Trial(Unboosted));
    }

    [Fact]
    public void Key_position_in_the_grid_does_not_change_it() =>
        Assert.Equal(TestSweeps.Plan.Keys.Trial(Boosted), TestSweeps.Plan.Keys.Trial(Boosted with { Index = 999 }));

    [Fact]
    public void Key_models_of_one_cell_share_their_training_rows()
    {
        var keys = TestSweeps.Plan.Keys;
        Assert.Equal(
            keys.TrainingRows(Boosted), keys.TrainingRows(Boosted with { Model = TestVocabulary.Mlp.WithDefaults() }));
        Assert.NotEqual(keys.TrainingRows(Boosted), keys.TrainingRows(Boosted with { Boost = new BoostFactor(0.3) }));
    }

    [Fact]
    public void Key_every_trial_of_a_sweep_has_its_own() =>
        Assert.Distinct(Enumerable.Range(0, 60).Select(i => TestSweeps.Plan.Keys.Trial(TestSweeps.Plan.Grid[i])));

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void Key_is_the_hash_of_the_written_form_however_long(int length)
    {
        var text = new string('é', length);
        var model = new AlgorithmChoice(
            new AlgorithmDescriptor("m", 3, "", []),
            new SettingValues(new Dictionary<string, string> { ["b"] = text, ["a"] = "1" }));
        var form = $"data v1 {TestSweeps.Definition.DatasetHash}\nsplit 0.2 stratified fixed 0\n"
            + "subset 0.5 seed 3\ngenerator dcgan v1\nboost 0.2\n"
            + $"model m v3\n  a=1\n  b={text}\nscoring v1\n";
        var generator = new AlgorithmChoice(
            new AlgorithmDescriptor("dcgan", 1, "", []), new SettingValues(new Dictionary<string, string>()));
        Assert.Equal(
            new TrialKey(Digest.Of(Encoding.UTF8.GetBytes(form))),
            new TrialKeys(TestSweeps.Definition).Trial(Boosted with { Generator = generator, Model = model }));
    }

    [Fact]
    public void Key_of_replaced_rows_and_of_a_split_in_file_order_has_lines_of_its_own()
    {
        var spec = TestSweeps.Spec with { Split = SplitSpec.InFileOrder(0.2) };
        var form = $"data v1 {TestSweeps.Definition.DatasetHash}\nsplit 0.2 file-order\n"
            + "subset 0.5 seed 3\ngenerator dcgan v1\nreplace 20\nmodel mlp v1\nscoring v1\n";
        var trial = Boosted with
        {
            Boost = new BoostFactor(20, replaces: true),
            Generator = TestVocabulary.Dcgan.WithDefaults(),
            Model = TestVocabulary.Mlp.WithDefaults(),
        };

        Assert.Equal(
            new TrialKey(Digest.Of(Encoding.UTF8.GetBytes(form))), new TrialKeys(TestSweeps.Define(spec)).Trial(trial));
    }

    [Fact]
    public void Key_worked_out_by_many_threads_at_once_is_the_same()
    {
        var plan = TestSweeps.Plan;
        var expected = Enumerable.Range(0, 60).Select(i => plan.Keys.Trial(plan.Grid[i])).ToList();
        var keys = new TrialKeys(TestSweeps.Definition);
        var actual = new TrialKey[60 * 20];
        Parallel.For(0, actual.Length, i => actual[i] = keys.Trial(plan.Grid[i % 60]));
        Assert.Equal(Enumerable.Repeat(expected, 20).SelectMany(k => k), actual);
    }
}
