using Google.Protobuf.WellKnownTypes;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Journal.Contracts;
using Orchestrator.Reports.Exports;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Sweeps.Trials.States;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Client;

/// <summary>What a coordinator sent, in the words of the program.</summary>
internal static class WireReading
{
    /// <summary>Where a sweep stands.</summary>
    public static SweepProgress ToProgress(Wire.SweepProgress wire) => new()
    {
        SweepId = wire.SweepId,
        Name = wire.Name,
        Status = ToStatus(wire.Status),
        Total = wire.TotalTrials,
        Completed = wire.CompletedTrials,
        FromStore = wire.FromStoreTrials,
        Failed = wire.FailedTrials,
        StartedAt = ToTime(wire.StartedAt),
        Running = [.. wire.Running.Select(r => new RunningBundle(
            r.Worker, r.Bundle, r.Description, r.DoneTrials, r.Trials))],
        MeanByModel = [.. wire.Models.Select(m => new ModelMean(m.Model, m.MeanAccuracy, m.Trials))],
        Errors = [.. wire.Errors],
        StoreError = wire.StoreError.Length > 0 ? wire.StoreError : null,
    };

    /// <summary>A sweep's status; a coordinator that does not say one has not begun with it.</summary>
    public static SweepStatus ToStatus(Wire.SweepStatus wire) => wire switch
    {
        Wire.SweepStatus.Running => SweepStatus.Running,
        Wire.SweepStatus.Paused => SweepStatus.Paused,
        Wire.SweepStatus.Cancelled => SweepStatus.Cancelled,
        Wire.SweepStatus.Completed => SweepStatus.Completed,
        _ => SweepStatus.None,
    };

    /// <summary>A moment; the beginning of time where none was sent.</summary>
    public static DateTimeOffset ToTime(Timestamp? wire) => wire?.ToDateTimeOffset() ?? DateTimeOffset.MinValue;

    /// <summary>A trial that has ended.</summary>
    public static EndedTrial ToEnded(string sweepId, Wire.Trial wire)
    {
        var key = new TrialKey(Digest.FromBytes(wire.Key.Span));
        return wire.State == Wire.TrialState.Completed
            ? new EndedTrial(wire.Index, key, new StoredResult(ToResult(wire.Result), ToTimings(wire.Timings)), null)
            : new EndedTrial(
                wire.Index, key, null, new StoredFailure(sweepId, wire.Index, key, wire.Error, wire.Attempts));
    }

    private static TrialResult ToResult(Wire.TrialResult wire) => new()
    {
        Key = new TrialKey(Digest.FromBytes(wire.Key.Span)),
        RealRows = wire.RealRows,
        SyntheticRows = wire.SyntheticRows,
        TestRows = wire.TestRows,
        Correct = wire.Correct,
        Accuracy = wire.Accuracy,
        BalancedAccuracy = wire.BalancedAccuracy,
        F1 = wire.F1,
        RocAuc = wire.HasRocAuc ? wire.RocAuc : null,
        LogLoss = wire.HasLogLoss ? wire.LogLoss : null,
        Brier = wire.HasBrier ? wire.Brier : null,
        Confusion = [.. wire.Confusion],
    };

    private static TrialTimings ToTimings(Wire.TrialTimings wire) =>
        new(wire.FitSeconds, wire.PredictSeconds, wire.Worker, wire.Attempts);
}
