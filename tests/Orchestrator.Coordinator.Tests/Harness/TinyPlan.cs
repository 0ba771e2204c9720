using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Tests.Harness;

/// <summary>
/// A plan of two bundles (fractions 0.5 and 1), two models and two seeds each: eight trials without a generator.
/// </summary>
internal static class TinyPlan
{
    public const string Id = "0123456789ab";

    public static SweepPlan Create(int attempts = 2, int seeds = 2) => new(new SweepDefinition(
        new SweepSpec
        {
            Name = "tiny",
            Dataset = new DatasetReference.BuiltIn("iris"),
            Fractions = [new Fraction(0.5), new Fraction(1)],
            Boosts = [new BoostFactor(0)],
            Generators = [],
            Models = [ModelAlgorithms.Majority.WithDefaults(), ModelAlgorithms.Knn.WithDefaults()],
            Seeds = [.. Enumerable.Range(0, seeds).Select(seed => new Seed(seed))],
            Attempts = attempts,
        },
        "name: tiny",
        Digest.Of("iris"u8)));

    /// <summary>A made-up result of a trial, the same each time.</summary>
    public static TrialResult ResultOf(SweepPlan plan, long trial) => new()
    {
        Key = plan.Keys.Trial(plan.Grid[trial]),
        RealRows = 100,
        SyntheticRows = 0,
        TestRows = 10,
        Correct = (int)(trial % 10),
        Accuracy = trial % 10 / 10.0,
        BalancedAccuracy = 0.5,
        F1 = 0.5,
        RocAuc = null,
        LogLoss = null,
        Brier = null,
        Confusion = [5, 0, 5, 0],
    };
}
