using Google.Protobuf.WellKnownTypes;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol;
using Orchestrator.Reports.Exports;
using Orchestrator.Sweeps.Trials;
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
        Status = SweepStatusMapper.ToDomain(wire.Status),
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
        Waiting = wire.Waiting.Length > 0 ? wire.Waiting : null,
    };

    /// <summary>A moment; the beginning of time where none was sent.</summary>
    public static DateTimeOffset ToTime(Timestamp? wire) => wire?.ToDateTimeOffset() ?? DateTimeOffset.MinValue;

    /// <summary>A trial that has ended.</summary>
    /// <exception cref="WireFormatException">It is not as the protocol wants it.</exception>
    public static EndedTrial ToEnded(string sweepId, Wire.Trial wire)
    {
        if (TrialMapper.ToResult(wire) is { } ended)
            return new EndedTrial(wire.Index, ended.Result.Key, new StoredResult(ended.Result, ended.Timings), null);
        var key = new TrialKey(Digest.FromBytes(wire.Key.Span));
        return new EndedTrial(
            wire.Index, key, null, new StoredFailure(sweepId, wire.Index, key, wire.Error, wire.Attempts));
    }
}
