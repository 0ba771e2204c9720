using Google.Protobuf.Collections;
using Orchestrator.Sweeps.Scheduling;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>
/// What workers say, as the wire has it and as the program has it. Results travel together: one message holds up to
/// <see cref="MostResults"/> of one lease.
/// </summary>
public static class WorkerMessageMapper
{
    /// <summary>The most results of one message.</summary>
    public const int MostResults = 1000;

    /// <summary>The most trials that a crash or a start may name.</summary>
    public const int MostTrials = 1_000_000;

    // A message is closed once its matrices hold this many counts, far below the limit for a message of 4 MiB.
    // A candidate of a search is as long as some tens of them.
    private const int MostCounts = 200_000;
    private const int CountsOfMember = 50;

    /// <summary>
    /// The messages of what a worker says, in the same order: results of one lease that follow each other are one
    /// message. Evaluated as it is read.
    /// </summary>
    /// <param name="messages">What it says.</param>
    /// <param name="worker">The session's worker: its name is left out of the timings.</param>
    public static IEnumerable<Wire.WorkerMessage> ToWire(IEnumerable<WorkerMessage> messages, string worker)
    {
        ArgumentNullException.ThrowIfNull(messages);
        Wire.TrialResults? open = null;
        var counts = 0;
        foreach (var message in messages)
        {
            if (message is TrialFinished finished)
            {
                if (open is not null
                    && (open.Lease != finished.Lease.Value || open.Outcomes.Count == MostResults
                        || counts > MostCounts))
                {
                    yield return new Wire.WorkerMessage { Results = open };
                    open = null;
                }

                open ??= new Wire.TrialResults { Lease = finished.Lease.Value };
                counts = (open.Outcomes.Count == 0 ? 0 : counts) + finished.Result.Confusion.Count
                    + CountsOfMember * (finished.Result.Details?.Search?.Members.Count ?? 0);
                open.Outcomes.Add(Outcome(finished, worker));
                continue;
            }

            if (open is not null)
                yield return new Wire.WorkerMessage { Results = open };
            open = null;
            yield return Single(message);
        }

        if (open is not null)
            yield return new Wire.WorkerMessage { Results = open };
    }

    /// <summary>The message of one thing that a worker says.</summary>
    /// <param name="message">What it says.</param>
    /// <param name="worker">The session's worker: its name is left out of the timings.</param>
    public static Wire.WorkerMessage ToWire(WorkerMessage message, string worker)
    {
        if (message is not TrialFinished finished)
            return Single(message);
        var results = new Wire.TrialResults { Lease = finished.Lease.Value };
        results.Outcomes.Add(Outcome(finished, worker));
        return new Wire.WorkerMessage { Results = results };
    }

    /// <summary>
    /// Adds what a message says to <paramref name="into"/>: one entry, or one for each of its results.
    /// </summary>
    /// <param name="wire">The message.</param>
    /// <param name="worker">The session's worker; unused for the message that names it.</param>
    /// <param name="into">Takes what it says, in order; nothing is added where the message is refused.</param>
    /// <exception cref="WireFormatException">A field has not its form, or the message says nothing known.</exception>
    public static void ToDomain(Wire.WorkerMessage wire, string worker, ICollection<WorkerMessage> into)
    {
        ArgumentNullException.ThrowIfNull(wire);
        ArgumentNullException.ThrowIfNull(into);
        if (wire.MessageCase != Wire.WorkerMessage.MessageOneofCase.Results)
        {
            into.Add(ToDomain(wire, worker));
            return;
        }

        // Checked as a whole before any of it counts.
        foreach (var finished in Results(wire.Results, worker))
            into.Add(finished);
    }

    private static Wire.TrialOutcome Outcome(TrialFinished finished, string worker)
    {
        var timings = TrialResultMapper.ToWire(finished.Timings);
        if (timings.Worker == worker)
            timings.Worker = "";
        return new Wire.TrialOutcome
        {
            Trial = finished.Trial,
            Result = TrialResultMapper.ToWire(finished.Result),
            Timings = timings,
        };
    }

    private static Wire.WorkerMessage Single(WorkerMessage message) => message switch
    {
        WorkerAttached attached => new() { Attached = WorkerOfferMapper.ToWire(attached) },
        WorkerHeartbeat beat => new()
        {
            Heartbeat = new()
            {
                BusySlots = beat.BusySlots,
                ResidentBytes = beat.ResidentBytes,
                GpuBytes = beat.GpuBytes,
            },
        },
        TrialThrew threw => new()
        {
            Threw = new()
            {
                Lease = threw.Lease.Value,
                Trial = threw.Trial,
                Error = FieldChecks.Shortened(threw.Error, FieldChecks.LongestLine),
                Retryable = threw.Retryable,
            },
        },
        GeneratorFitted fitted => new() { Trace = GeneratorTraceMapper.ToWire(fitted.Lease, fitted.Trace) },
        LeaseProgressed progressed => new()
        {
            Progress = new()
            {
                Lease = progressed.Lease.Value,
                Stage = StageProgressMapper.ToWire(progressed.Stage),
            },
        },
        TrialsStarted started => new()
        {
            Started = new() { Lease = started.Lease.Value, Trials = { started.Trials } },
        },
        StageEnded stage => new() { StageEnded = StageEndedMapper.ToWire(stage) },
        SlotCrashed crashed => new()
        {
            Crashed = new()
            {
                Lease = crashed.Lease.Value,
                Suspects = { crashed.Suspects },
                Error = FieldChecks.Shortened(crashed.Error, FieldChecks.LongestLine),
            },
        },
        LeaseReturned returned => new() { Returned = new() { Lease = returned.Lease.Value } },
        LeaseRefused refused => new()
        {
            LeaseRefused = new()
            {
                Lease = refused.Lease.Value,
                Reason = FieldChecks.Shortened(refused.Reason, FieldChecks.LongestLine),
            },
        },
        WorkerDraining => new() { Draining = new() },
        _ => throw new ArgumentException($"There is no message for {message}.", nameof(message)),
    };

    private static WorkerMessage ToDomain(Wire.WorkerMessage wire, string worker) => wire.MessageCase switch
    {
        Wire.WorkerMessage.MessageOneofCase.Attached => WorkerOfferMapper.ToDomain(wire.Attached),
        Wire.WorkerMessage.MessageOneofCase.Heartbeat => Heartbeat(wire.Heartbeat, worker),
        Wire.WorkerMessage.MessageOneofCase.Threw => Threw(wire.Threw),
        Wire.WorkerMessage.MessageOneofCase.Trace => new GeneratorFitted(
            Lease(wire.Trace.Lease, "trace"), GeneratorTraceMapper.ToDomain(wire.Trace)),
        Wire.WorkerMessage.MessageOneofCase.Progress => new LeaseProgressed(
            Lease(wire.Progress.Lease, "progress"),
            StageProgressMapper.ToDomain(wire.Progress.Stage, new FieldPath("progress.stage"))),
        Wire.WorkerMessage.MessageOneofCase.Crashed => new SlotCrashed(
            Lease(wire.Crashed.Lease, "crashed"),
            Trials(wire.Crashed.Suspects, "crashed", "suspects"),
            FieldChecks.Line(wire.Crashed.Error, FieldChecks.LongestLine, new FieldPath("crashed"), "error")),
        Wire.WorkerMessage.MessageOneofCase.Returned => new LeaseReturned(Lease(wire.Returned.Lease, "returned")),
        Wire.WorkerMessage.MessageOneofCase.LeaseRefused => new LeaseRefused(
            Lease(wire.LeaseRefused.Lease, "lease_refused"),
            FieldChecks.Line(
                wire.LeaseRefused.Reason, FieldChecks.LongestLine, new FieldPath("lease_refused"), "reason")),
        Wire.WorkerMessage.MessageOneofCase.Draining => new WorkerDraining(),
        Wire.WorkerMessage.MessageOneofCase.Started => new TrialsStarted(
            Lease(wire.Started.Lease, "started"), Trials(wire.Started.Trials, "started", "trials")),
        Wire.WorkerMessage.MessageOneofCase.StageEnded => StageEndedMapper.ToDomain(wire.StageEnded),
        _ => throw FieldChecks.Refused(
            new FieldPath(""), "message", "nothing", "one of the messages of WorkerMessage in this version"),
    };

    private static TrialFinished[] Results(Wire.TrialResults wire, string worker)
    {
        var lease = Lease(wire.Lease, "results");
        var outcomes = wire.Outcomes;
        if (outcomes.Count is 0 or > MostResults)
        {
            throw FieldChecks.Refused(
                new FieldPath("results"), "outcomes", $"a list of {outcomes.Count}", $"a list of 1 to {MostResults}");
        }

        var finished = new TrialFinished[outcomes.Count];
        for (var index = 0; index < finished.Length; index++)
        {
            var outcome = outcomes[index];
            finished[index] = new TrialFinished(
                lease,
                FieldChecks.NotNegative(outcome.Trial, new FieldPath("results.outcomes", index), "trial"),
                TrialResultMapper.ToDomain(outcome.Result, new FieldPath("results.outcomes", index, "result")),
                TrialResultMapper.ToDomain(
                    outcome.Timings, worker, new FieldPath("results.outcomes", index, "timings")));
        }

        return finished;
    }

    private static WorkerHeartbeat Heartbeat(Wire.Heartbeat wire, string worker)
    {
        var path = new FieldPath("heartbeat");
        return new WorkerHeartbeat(worker)
        {
            BusySlots = FieldChecks.Within(wire.BusySlots, 0, WorkerOfferMapper.MostSlots, path, "busy_slots"),
            ResidentBytes = FieldChecks.NotNegative(wire.ResidentBytes, path, "resident_bytes"),
            GpuBytes = FieldChecks.NotNegative(wire.GpuBytes, path, "gpu_bytes"),
        };
    }

    private static TrialThrew Threw(Wire.TrialThrew wire)
    {
        var path = new FieldPath("threw");
        return new TrialThrew(
            Lease(wire.Lease, "threw"),
            FieldChecks.NotNegative(wire.Trial, path, "trial"),
            FieldChecks.Line(wire.Error, FieldChecks.LongestLine, path, "error"),
            wire.Retryable);
    }

    private static LeaseId Lease(long lease, string message) =>
        new(FieldChecks.NotNegative(lease, new FieldPath(message), "lease"));

    private static long[] Trials(RepeatedField<long> wire, string message, string field)
    {
        FieldChecks.Within(wire.Count, 0, MostTrials, new FieldPath(message), field);
        foreach (var trial in wire)
            FieldChecks.NotNegative(trial, new FieldPath(message), field);
        return [.. wire];
    }
}
