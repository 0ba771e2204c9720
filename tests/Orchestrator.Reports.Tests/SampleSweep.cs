using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tests;

/// <summary>A small sweep with made-up results: every score is a function of the trial's place in the grid.</summary>
internal static class SampleSweep
{
    public const string Id = "0123456789ab";

    public static readonly AlgorithmDescriptor Wgan = new(
        "wgan-gp", 1, "test", [new("epochs", SettingKind.Integer, "10", "test")]);
    public static readonly AlgorithmDescriptor Dcgan = new("dcgan", 1, "test", []);
    public static readonly AlgorithmDescriptor Logreg = new(
        "logreg", 1, "test", [new("c", SettingKind.Real, "1", "test")]);
    public static readonly AlgorithmDescriptor Knn = new("knn", 1, "test", []);

    /// <summary>2 fractions × (boost 0 + 2 boosts × 2 generators) × 2 models × <paramref name="seeds"/>.</summary>
    public static SweepPlan Plan(int seeds = 2, string metric = "accuracy", bool boosted = true) =>
        new(new SweepDefinition(
            new SweepSpec
            {
                Name = "sample",
                Dataset = new DatasetReference.BuiltIn("titanic"),
                Fractions = [new Fraction(0.3), new Fraction(1)],
                Boosts = boosted
                    ? [new BoostFactor(0), new BoostFactor(0.5), new BoostFactor(2)]
                    : [new BoostFactor(0)],
                Generators = boosted
                    ? [Wgan.WithDefaults() with { Settings = Wgan.WithDefaults().Settings.With("epochs", "20") },
                        Dcgan.WithDefaults()]
                    : [],
                Models = [Logreg.WithDefaults(), Knn.WithDefaults()],
                Seeds = [.. Enumerable.Range(0, seeds).Select(s => new Seed(s))],
                Metric = metric,
            },
            "spec", Digest.Of([7])));

    public static StoredResult Result(SweepPlan plan, long index)
    {
        var trial = plan.Grid[index];
        var correct = 150 + (int)(index * 37 % 100);
        return new StoredResult(
            new TrialResult
            {
                Key = plan.Keys.Trial(trial),
                RealRows = 300,
                SyntheticRows = trial.Boost.Of(300),
                TestRows = 262,
                Correct = correct,
                Accuracy = correct / 262.0,
                BalancedAccuracy = 1 / 3.0,
                F1 = 1e-7,
                RocAuc = trial.Model.Algorithm == Knn ? null : 0.1 + 0.2,
                LogLoss = trial.Model.Algorithm == Knn ? double.PositiveInfinity : -0.0,
                Brier = trial.Model.Algorithm == Knn ? null : 0.25,
                Confusion = [correct, 1, 2, 259 - correct],
            },
            new TrialTimings(0.125, 0.5, "worker \"a\", slot 1", 1));
    }

    /// <summary>
    /// A store with a result for each trial that <paramref name="has"/> says, appended in an odd order.
    /// </summary>
    public static async Task<InMemoryResultStore> StoreAsync(SweepPlan plan, Func<long, bool> has)
    {
        var store = new InMemoryResultStore();
        for (var index = plan.Grid.Count - 1; index >= 0; index--)
        {
            if (has(index))
                await store.AppendAsync(new StoreBatch([Result(plan, index)], [], []), CancellationToken.None);
        }

        return store;
    }

    /// <summary>A store with one result of a numeric target, with its details.</summary>
    public static async Task<InMemoryResultStore> DetailedAsync(SweepPlan plan, long index)
    {
        var stored = Result(plan, index);
        var details = new TrialDetails
        {
            Regression = new RegressionScores(2.5e-9, 0.5, double.NegativeInfinity, null),
            Fit = new FitRecord(12, 0.125, 1),
            Search = new SearchRecord("grid", "neurons=20", 5,
                [new SearchMember("neurons=10", [0.5, 0.25], null), new SearchMember("neurons=20", [], "diverged")]),
            Validation = 0.75,
        };
        var store = new InMemoryResultStore();
        await store.AppendAsync(
            new StoreBatch(
                [
                    stored with
                    {
                        Result = stored.Result with
                        {
                            Correct = null,
                            Accuracy = null,
                            BalancedAccuracy = null,
                            F1 = null,
                            RocAuc = null,
                            LogLoss = null,
                            Brier = null,
                            Confusion = [],
                            Details = details,
                        },
                    },
                ],
                [], []),
            CancellationToken.None);
        return store;
    }

    public static async Task FailAsync(InMemoryResultStore store, SweepPlan plan, long index, string error) =>
        await store.AppendAsync(
            new StoreBatch([], [new StoredFailure(Id, index, plan.Keys.Trial(plan.Grid[index]), error, 2)], []),
            CancellationToken.None);
}
