using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Tests;

/// <summary>Records to store, each a function of a small number.</summary>
internal static class Samples
{
    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static TrialKey Key(int number) => new(Digest.Of(BitConverter.GetBytes(number)));

    public static StageKey Stage(int number) => new(Digest.Of(BitConverter.GetBytes(-1 - number)));

    /// <param name="number">Says which key.</param>
    /// <param name="variant">Says what was measured: two variants of one key differ.</param>
    public static StoredResult Result(int number, int variant = 0) => new(
        new TrialResult
        {
            Key = Key(number),
            RealRows = 1047,
            SyntheticRows = number,
            TestRows = 262,
            Correct = 200 + variant,
            Accuracy = (200 + variant) / 262.0,
            BalancedAccuracy = 1 / 3.0,
            F1 = 0.1 + 0.2,
            RocAuc = number % 2 == 0 ? null : double.Epsilon,
            LogLoss = number % 3 == 0 ? double.PositiveInfinity : 0.5,
            Brier = number % 5 == 0 ? null : 0.0,
            Confusion = [number, int.MaxValue, 0, -1],
        },
        new TrialTimings(0.25 + variant, 1e-300, $"wörker-{variant}", 1 + variant));

    /// <summary>A result without class scores, with every detail that the recorded databases know.</summary>
    public static StoredResult Detailed(int number) => Result(number) with
    {
        Result = Result(number).Result with
        {
            Correct = null,
            Accuracy = null,
            BalancedAccuracy = null,
            F1 = null,
            Confusion = [],
            Details = new TrialDetails
            {
                Regression = new RegressionScores(double.PositiveInfinity, 1 / 3.0, double.NegativeInfinity, 2.5e-9),
                Fit = new FitRecord(number + 1, 0.1 + 0.2, null),
                Search = new SearchRecord("tpe", "neurons=20 rate=0.01", 7,
                [
                    new SearchMember("neurons=20 rate=0.01", [0.5, double.Epsilon], null),
                    new SearchMember("neurons=“1”", [], "diverged: the loss is not finite in epoch 3 of 40"),
                ]),
                Validation = -0.25,
            },
        },
    };

    /// <summary>A result with the hits of its test rows.</summary>
    public static StoredResult WithHits(int number) => Result(number) with
    {
        Result = Result(number).Result with { Details = new TrialDetails { Hits = "Bf/+" } },
    };

    /// <summary>A trace with every detail that there is.</summary>
    public static GeneratorTrace DetailedTrace(int number) => Trace(number) with
    {
        Details = new TraceDetails
        {
            Evaluations =
            [
                new GeneratorEvaluation(2, 0.7, 0.6, double.PositiveInfinity, 1, 0, 0.5, 1 / 3.0, true, 1e-4, -0.1),
                new GeneratorEvaluation(4, 0.7, 0.6, 0.5, 1, 0, 0.5, 0.25, false, 1e-4, 0),
            ],
            ConstantColumns = ["real_loss", "learning_rate"],
            LatentPath = [1.5f, float.NaN, -0.1f, float.Epsilon],
            LatentWidth = 2,
            StoppedEpoch = 4,
        },
    };

    /// <summary>A trace without epochs whose generated rows were measured; one measure could not be had.</summary>
    public static GeneratorTrace MeasuredTrace(int number) => new(Stage(number), [], [], [], [], 0)
    {
        Details = new TraceDetails
        {
            Quality = new GeneratorQuality
            {
                TrainingRows = 1000,
                GeneratedRows = 999,
                HoldoutRows = 262,
                Columns =
                [
                    new ColumnFidelity("age", true, 1 / 3.0, ["10", "20.5"], [0.25, 0.75], [1, 0]),
                    new ColumnFidelity("target", false, 0, ["“no”", "yes"], [0.5, 0.5], [0.5, 0.5]),
                ],
                CorrelationDifference = 0.125,
                DetectionAuc = 0.1 + 0.2,
                SyntheticUtility = -12.5,
                RealUtility = 0.75,
                Density = 1.5,
                Coverage = 1,
                ModesHit = 0.95,
                CopiedShare = 1 / 7.0,
                RepeatedShare = 0,
                ClosestTraining = double.Epsilon,
                ClosestHoldout = 0.5,
                CloserToTraining = 0.625,
                MembershipAuc = null,
            },
        },
    };

    public static StoredFailure Failure(string sweep, int trial, int key, int variant = 0) =>
        new(sweep, trial, Key(key), $"libsvm said “nein” ({variant})", 2 + variant);

    public static GeneratorTrace Trace(int number, int variant = 0) => new(
        Stage(number), [1.5f, float.NaN, variant], [0.1f, float.NegativeInfinity, -0f], [], [float.Epsilon],
        3.25 + variant);

    public static SweepRecord Sweep(int number, string? path = null) => new(
        $"{number:x12}", "titanic", "name: titanic\n", path, Digest.Of([1]),
        new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.FromHours(2)).AddTicks(number * 7L));

    public static StoreBatch Batch(params IReadOnlyList<StoredResult> results) => new(results, [], []);

    /// <summary>Everything in a record as text: lists compare by content, infinities show.</summary>
    public static string Text(object? value) => JsonSerializer.Serialize(value, Options);
}
