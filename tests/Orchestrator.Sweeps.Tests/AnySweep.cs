using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests;

/// <summary>Generates right specs of any shape: with boost 0 anywhere or nowhere, and up to 40 seeds.</summary>
internal static class AnySweep
{
    public static Arbitrary<SweepSpec> Arbitrary { get; } = Arb.From(Spec());

    private static Gen<SweepSpec> Spec() =>
        from fractions in Gen.Choose(1, 4)
        from boosts in Gen.Choose(1, 4)
        from zero in Gen.Choose(-1, boosts - 1)
        from generators in Gen.Choose(1, 3)
        from models in Gen.Choose(1, 4)
        from seeds in Gen.Choose(1, 40)
        select TestSweeps.Spec with
        {
            Fractions = [.. Enumerable.Range(1, fractions).Select(i => new Fraction(i / 10.0))],
            Boosts = [.. Enumerable.Range(0, boosts).Select(i => new BoostFactor(i == zero ? 0 : i + 1))],
            Generators = boosts == 1 && zero == 0 ? [] : Choices(generators),
            Models = Choices(models),
            Seeds = [.. Enumerable.Range(0, seeds).Select(i => new Seed(3 * i + 1))],
        };

    private static IReadOnlyList<AlgorithmChoice> Choices(int count) =>
    [
        .. Enumerable.Range(1, count).Select(i => new AlgorithmChoice(
            TestVocabulary.WganGp, SettingValues.Defaults(TestVocabulary.WganGp).With("epochs", $"{i}"))),
    ];
}
