using System.Runtime.CompilerServices;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>
/// What coordinators say, as the wire has it and as the program has it. A lease names its sweep on the wire; the plan
/// is looked up where it is received.
/// </summary>
public static class CoordinatorMessageMapper
{
    // Worked out once for each plan, not for each lease.
    private static readonly ConditionalWeakTable<SweepPlan, string> Ids = [];

    /// <summary>The id of a plan's sweep; worked out once for each plan.</summary>
    public static string SweepIdOf(SweepPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Ids.GetValue(plan, static p => p.Definition.Id);
    }

    /// <summary>The message that goes before the first lease of a sweep.</summary>
    public static Wire.CoordinatorMessage ToWire(SweepPlan plan) => new()
    {
        Definition = SweepDefinitionMapper.ToWire(plan.Definition, SweepIdOf(plan)),
    };

    /// <summary>The message of one thing that a coordinator says.</summary>
    public static Wire.CoordinatorMessage ToWire(CoordinatorMessage message) => message switch
    {
        LeaseGranted granted => new() { Granted = Granted(granted) },
        LeaseRevoked revoked => new() { Revoked = new() { Lease = revoked.Lease.Value } },
        ResultsAcknowledged acknowledged => new() { Acknowledged = new() { Results = acknowledged.Results } },
        ReportRefused refused => new()
        {
            Refused = new()
            {
                Lease = refused.Lease.Value,
                Trial = refused.Trial,
                Reason = FieldChecks.Shortened(refused.Reason, FieldChecks.LongestLine),
            },
        },
        _ => throw new ArgumentException($"There is no message for {message}.", nameof(message)),
    };

    /// <summary>
    /// What a message says. The messages <c>welcome</c> and <c>definition</c> concern the session alone and have no
    /// counterpart: they are to be handled before.
    /// </summary>
    /// <param name="wire">The message.</param>
    /// <param name="plans">The plan of a sweep id whose definition was received; null where there was none.</param>
    /// <exception cref="WireFormatException">
    /// A field has not its form, the message says nothing known, or a lease is of a sweep without definition.
    /// </exception>
    public static CoordinatorMessage ToDomain(Wire.CoordinatorMessage wire, Func<string, SweepPlan?> plans)
    {
        ArgumentNullException.ThrowIfNull(wire);
        ArgumentNullException.ThrowIfNull(plans);
        return wire.MessageCase switch
        {
            Wire.CoordinatorMessage.MessageOneofCase.Granted => Granted(wire.Granted, plans),
            Wire.CoordinatorMessage.MessageOneofCase.Revoked => new LeaseRevoked(Lease(wire.Revoked.Lease, "revoked")),
            Wire.CoordinatorMessage.MessageOneofCase.Acknowledged => new ResultsAcknowledged(
                FieldChecks.NotNegative(wire.Acknowledged.Results, new FieldPath("acknowledged"), "results")),
            Wire.CoordinatorMessage.MessageOneofCase.Refused => new ReportRefused(
                Lease(wire.Refused.Lease, "refused"),
                FieldChecks.Within(wire.Refused.Trial, -1, long.MaxValue, new FieldPath("refused"), "trial"),
                FieldChecks.Line(
                    wire.Refused.Reason, FieldChecks.LongestLine, new FieldPath("refused"), "reason")),
            _ => throw FieldChecks.Refused(new FieldPath(""), "message", Name(wire.MessageCase),
                "a lease, a revocation, an acknowledgement or a refusal"),
        };
    }

    private static Wire.LeaseGranted Granted(LeaseGranted granted)
    {
        var wire = new Wire.LeaseGranted
        {
            Lease = granted.Lease.Value,
            SweepId = SweepIdOf(granted.Plan),
            Bundle = granted.Bundle.Index,
            Traceparent = granted.TraceParent ?? "",
        };
        wire.Trials.Capacity = granted.Trials.Count;
        wire.Trials.AddRange(granted.Trials.Select(trial => trial.Index));
        if (granted.Trials.Any(trial => trial.Attempt != 1))
            wire.Attempts.AddRange(granted.Trials.Select(trial => trial.Attempt));
        return wire;
    }

    private static LeaseGranted Granted(Wire.LeaseGranted wire, Func<string, SweepPlan?> plans)
    {
        var path = new FieldPath("granted");
        var lease = Lease(wire.Lease, "granted");
        var plan = plans(wire.SweepId) ?? throw FieldChecks.Refused(
            path, "sweep_id", FieldChecks.Quote(wire.SweepId), "a sweep whose definition came before the lease");
        var bundle = FieldChecks.Within(wire.Bundle, 0, plan.BundleCount - 1, path, "bundle");
        var trials = Trials(wire, plan, bundle);
        return new LeaseGranted(lease, plan, LeasedBundles.Of(plan, bundle, trials), trials)
        {
            TraceParent = wire.Traceparent.Length == 0
                ? null
                : FieldChecks.Line(wire.Traceparent, FieldChecks.LongestName, path, "traceparent"),
        };
    }

    private static LeasedTrial[] Trials(Wire.LeaseGranted wire, SweepPlan plan, int bundle)
    {
        var path = new FieldPath("granted");
        FieldChecks.Within(wire.Trials.Count, 1, WorkerMessageMapper.MostTrials, path, "trials");
        if (wire.Attempts.Count != 0 && wire.Attempts.Count != wire.Trials.Count)
        {
            throw FieldChecks.Refused(path, "attempts", $"a list of {wire.Attempts.Count}",
                $"empty or as long as trials, which has {wire.Trials.Count}");
        }

        var trials = new LeasedTrial[wire.Trials.Count];
        var previous = -1L;
        for (var i = 0; i < trials.Length; i++)
        {
            var trial = FieldChecks.Within(
                wire.Trials[i], previous + 1, plan.Grid.Count - 1, new FieldPath("granted.trials", i), "");
            if (plan.BundleOf(trial) != bundle)
            {
                throw FieldChecks.Refused(new FieldPath("granted.trials", i), "", $"trial {trial}",
                    $"a trial of bundle {bundle}");
            }

            var attempt = wire.Attempts.Count == 0 ? 1 : FieldChecks.Within(
                wire.Attempts[i], 1, int.MaxValue, new FieldPath("granted.attempts", i), "");
            trials[i] = new LeasedTrial(trial, attempt);
            previous = trial;
        }

        return trials;
    }

    private static LeaseId Lease(long lease, string message) =>
        new(FieldChecks.NotNegative(lease, new FieldPath(message), "lease"));

    private static string Name(Wire.CoordinatorMessage.MessageOneofCase message) =>
        message == Wire.CoordinatorMessage.MessageOneofCase.None ? "nothing" : message.ToString().ToLowerInvariant();
}
