using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Protocol;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>What the coordinator knows of sweeps and workers, as the wire has it.</summary>
internal static class SweepMessages
{
    private const int MostRefused = 100;

    private static readonly ConditionalWeakTable<SweepProgress, Wire.SweepProgress> Made = [];

    /// <summary>A sweep as it stands.</summary>
    /// <param name="standing">How it stands.</param>
    /// <param name="withSpec">Whether to add the spec.</param>
    public static Wire.Sweep Of(SweepStanding standing, bool withSpec)
    {
        var record = standing.Record;
        return new Wire.Sweep
        {
            Id = record.Id,
            Name = record.Name,
            Status = SweepStatusMapper.ToWire(standing.Status),
            TotalTrials = standing.Total,
            CompletedTrials = standing.Completed,
            FailedTrials = standing.Failed,
            Priority = record.Priority,
            SubmittedAt = Timestamp.FromDateTimeOffset(record.SubmittedAt),
            DatasetHash = ByteString.CopyFrom(record.DatasetHash.ToBytes()),
            SpecText = withSpec ? record.SpecText : "",
            SpecName = record.SpecPath ?? "",
        };
    }

    /// <summary>Progress of a sweep: one message for all who watch it, so nobody may change it.</summary>
    public static Wire.SweepProgress Of(SweepProgress progress) => Made.GetValue(progress, Make);

    /// <summary>An attached worker.</summary>
    public static Wire.Worker Of(AttachedWorker worker) => new()
    {
        Name = worker.Name,
        Host = worker.Offer.Host,
        Version = worker.Offer.Version,
        Slots = { worker.Offer.Slots.Select(WorkerOfferMapper.ToWire) },
        BusySlots = worker.BusySlots,
        Draining = worker.IsDraining,
        AttachedSeconds = worker.AttachedFor.TotalSeconds,
        SilentSeconds = worker.SilentFor.TotalSeconds,
        Results = worker.Results,
        ResidentBytes = worker.ResidentBytes,
        GpuBytes = worker.GpuBytes,
        Protocol = worker.Offer.Protocol,
        Refused = { worker.RefusedSweeps.Take(MostRefused).Select(Of) },
    };

    private static Wire.SweepProgress Make(SweepProgress progress) => new()
    {
        SweepId = progress.SweepId,
        Name = progress.Name,
        Status = SweepStatusMapper.ToWire(progress.Status),
        TotalTrials = progress.Total,
        CompletedTrials = progress.Completed,
        FromStoreTrials = progress.FromStore,
        FailedTrials = progress.Failed,
        StartedAt = Timestamp.FromDateTimeOffset(progress.StartedAt),
        Running = { progress.Running.Select(Of) },
        Models =
        {
            progress.MeanByModel.Select(mean => new Wire.ModelMean
            {
                Model = mean.Model, MeanAccuracy = mean.Mean, Trials = mean.Trials,
            }),
        },
        Errors = { progress.Errors },
        StoreError = progress.StoreError ?? "",
        Waiting = progress.Waiting ?? "",
    };

    private static Wire.RefusedSweep Of(RefusedSweep refused) =>
        new() { SweepId = refused.SweepId, Reason = refused.Reason };

    private static Wire.RunningBundle Of(RunningBundle running)
    {
        var wire = new Wire.RunningBundle
        {
            Worker = running.Worker,
            Bundle = running.Bundle,
            Description = running.Description,
            DoneTrials = running.Done,
            Trials = running.Trials,
        };
        if (running.Stage is { } stage)
            wire.Stage = StageProgressMapper.ToWire(stage);
        return wire;
    }
}
