using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>Results and their timings, as the wire has them and as the program has them.</summary>
public static class TrialResultMapper
{
    /// <summary>The most classes that a confusion matrix may have.</summary>
    public const int MostClasses = 1000;

    /// <summary>The message of <paramref name="result"/>.</summary>
    public static Wire.TrialResult ToWire(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var wire = new Wire.TrialResult
        {
            Key = FieldChecks.Bytes(result.Key.Value),
            RealRows = result.RealRows,
            SyntheticRows = result.SyntheticRows,
            TestRows = result.TestRows,
        };
        if (result.Correct is { } correct)
            wire.Correct = correct;
        if (result.Accuracy is { } accuracy)
            wire.Accuracy = accuracy;
        if (result.BalancedAccuracy is { } balanced)
            wire.BalancedAccuracy = balanced;
        if (result.F1 is { } f1)
            wire.F1 = f1;
        if (result.RocAuc is { } area)
            wire.RocAuc = area;
        if (result.LogLoss is { } loss)
            wire.LogLoss = loss;
        if (result.Brier is { } brier)
            wire.Brier = brier;
        wire.Confusion.Capacity = result.Confusion.Count;
        for (var cell = 0; cell < result.Confusion.Count; cell++)
            wire.Confusion.Add(result.Confusion[cell]);
        if (result.Details is { } details)
            wire.Details = TrialDetailsMapper.ToWire(details);
        return wire;
    }

    /// <summary>The result of a message.</summary>
    /// <exception cref="WireFormatException">
    /// The key is not 32 bytes, a count is negative, a score is NaN or out of its range, or the confusion matrix is not
    /// square.
    /// </exception>
    public static TrialResult ToDomain(Wire.TrialResult wire) => ToDomain(wire, new FieldPath("result"));

    /// <summary>The message of <paramref name="timings"/>.</summary>
    public static Wire.TrialTimings ToWire(TrialTimings timings)
    {
        ArgumentNullException.ThrowIfNull(timings);
        return new Wire.TrialTimings
        {
            FitSeconds = timings.FitSeconds,
            PredictSeconds = timings.PredictSeconds,
            Worker = timings.Worker,
            Attempts = timings.Attempts,
        };
    }

    /// <summary>The timings of a message.</summary>
    /// <exception cref="WireFormatException">
    /// Seconds are negative or not finite, or the worker or the attempts are not of their ranges.
    /// </exception>
    public static TrialTimings ToDomain(Wire.TrialTimings wire) => ToDomain(wire, null, new FieldPath("timings"));

    internal static TrialResult ToDomain(Wire.TrialResult? message, FieldPath path)
    {
        var wire = FieldChecks.Set(message, path, "");
        var tests = FieldChecks.NotNegative(wire.TestRows, path, "test_rows");
        // A program from before numeric targets leaves out what is 0.
        var scored = wire.Confusion.Count > 0;
        return new TrialResult
        {
            Key = new TrialKey(FieldChecks.Digest(wire.Key, path, "key")),
            RealRows = FieldChecks.NotNegative(wire.RealRows, path, "real_rows"),
            SyntheticRows = FieldChecks.NotNegative(wire.SyntheticRows, path, "synthetic_rows"),
            TestRows = tests,
            Correct = scored || wire.HasCorrect ? FieldChecks.Within(wire.Correct, 0, tests, path, "correct") : null,
            Accuracy = scored || wire.HasAccuracy ? FieldChecks.Score(wire.Accuracy, 1, path, "accuracy") : null,
            BalancedAccuracy = scored || wire.HasBalancedAccuracy
                ? FieldChecks.Score(wire.BalancedAccuracy, 1, path, "balanced_accuracy")
                : null,
            F1 = scored || wire.HasF1 ? FieldChecks.Score(wire.F1, 1, path, "f1") : null,
            RocAuc = wire.HasRocAuc ? FieldChecks.Score(wire.RocAuc, 1, path, "roc_auc") : null,
            LogLoss = wire.HasLogLoss ? FieldChecks.Loss(wire.LogLoss, path, "log_loss") : null,
            Brier = wire.HasBrier ? FieldChecks.Score(wire.Brier, 2, path, "brier") : null,
            Confusion = Confusion(wire, path),
            Details = wire.Details is null ? null : TrialDetailsMapper.ToDomain(wire.Details, wire.TestRows, path),
        };
    }

    /// <summary>
    /// The timings of a message; <paramref name="session"/> is the worker where the message names none, and the text
    /// that is kept where it names the same.
    /// </summary>
    internal static TrialTimings ToDomain(Wire.TrialTimings? message, string? session, FieldPath path)
    {
        var wire = FieldChecks.Set(message, path, "");
        var worker = session is not null && (wire.Worker.Length == 0 || wire.Worker == session)
            ? session
            : FieldChecks.WorkerName(wire.Worker, path, "worker");
        return new TrialTimings(
            FieldChecks.Seconds(wire.FitSeconds, path, "fit_seconds"),
            FieldChecks.Seconds(wire.PredictSeconds, path, "predict_seconds"),
            worker,
            FieldChecks.Within(wire.Attempts, 1, int.MaxValue, path, "attempts"));
    }

    private static int[] Confusion(Wire.TrialResult wire, FieldPath path)
    {
        var counts = new int[wire.Confusion.Count];
        var classes = (int)Math.Round(Math.Sqrt(counts.Length));
        if (classes * classes != counts.Length || classes > MostClasses)
        {
            throw FieldChecks.Refused(path, "confusion", $"a list of {counts.Length}",
                $"a square of classes × classes counts, at most {MostClasses} classes");
        }

        wire.Confusion.CopyTo(counts, 0);
        foreach (var count in counts)
            FieldChecks.NotNegative(count, path, "confusion");
        return counts;
    }
}
