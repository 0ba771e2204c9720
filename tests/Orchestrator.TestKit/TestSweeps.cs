using System.Text;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.TestKit;

/// <summary>Small sweeps for tests, made without reading a file.</summary>
public static class TestSweeps
{
    /// <summary>The hash of a data set that exists in name only.</summary>
    public static Digest DatasetHash { get; } = Digest.Of("a test data set"u8);

    /// <summary>
    /// 2 fractions × (boost 0 + 2 boosts × 2 generators) × 2 models × 3 seeds = 60 trials, 6 bundles.
    /// </summary>
    public static SweepSpec Spec { get; } = new()
    {
        Name = "small",
        Dataset = new DatasetReference.BuiltIn("titanic"),
        Fractions = [new Fraction(0.5), new Fraction(1)],
        Boosts = [new BoostFactor(0), new BoostFactor(0.2), new BoostFactor(1)],
        Generators = [TestVocabulary.WganGp.WithDefaults(), TestVocabulary.Dcgan.WithDefaults()],
        Models = [TestVocabulary.Logreg.WithDefaults(), TestVocabulary.Mlp.WithDefaults()],
        Seeds = Seeds(3),
    };

    /// <summary><see cref="Spec"/> on the test data set.</summary>
    public static SweepDefinition Definition { get; } = Define(Spec);

    /// <summary>The plan of <see cref="Definition"/>.</summary>
    public static SweepPlan Plan { get; } = new(Definition);

    /// <summary>A definition of <paramref name="spec"/> on the test data set.</summary>
    public static SweepDefinition Define(SweepSpec spec) => new(spec, "name: " + spec.Name, DatasetHash);

    /// <summary>The seeds 0 to <paramref name="count"/> - 1.</summary>
    public static IReadOnlyList<Seed> Seeds(int count) =>
        [.. Enumerable.Range(0, count).Select(seed => new Seed(seed))];

    /// <summary>A result that follows from the trial's key, as a real one would.</summary>
    public static TrialResult Result(TrialKey key)
    {
        var correct = (int)(key.Value.A % 101);
        return new TrialResult
        {
            Key = key,
            RealRows = 80,
            SyntheticRows = 0,
            TestRows = 100,
            Correct = correct,
            Accuracy = correct / 100.0,
            BalancedAccuracy = correct / 100.0,
            F1 = correct / 100.0,
            RocAuc = correct / 100.0,
            LogLoss = 0.5,
            Brier = 0.25,
            Confusion = [correct, 100 - correct, 0, 0],
        };
    }

    /// <summary>A spec file of the given lines.</summary>
    public static string Yaml(params string[] lines) =>
        new StringBuilder().AppendJoin('\n', lines).Append('\n').ToString();
}
