using Akka.Actor;
using Akka.Event;
using Orchestrator.Coordinator.Diagnostics;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Coordinator.Placement;
using Orchestrator.Coordinator.Results;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Leases;

/// <summary>
/// One attached worker: passes leases to it and its reports on, and refuses those that it may not make. When its stream
/// ends, or when it has been silent for <see cref="CoordinatorOptions.SilenceLimit"/>, its leases are taken back and it
/// is gone; results under way are still stored.
/// </summary>
internal sealed class WorkerSessionActor : ReceiveActor, IWithTimers
{
    /// <summary>A worker with so many results that are not durable yet is not listened to until some are.</summary>
    private const int MostUnsettled = 10_000;

    private const string NotHeld = "the session does not hold the lease";

    private readonly WorkerLink _link;
    private readonly SessionServices _services;
    private readonly LeaseRescue _rescue;
    private readonly long _openedAt;
    private readonly Dictionary<LeaseId, HeldLease> _leases = [];
    private readonly Dictionary<string, string> _refusedSweeps = new(StringComparer.Ordinal);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private WorkerAttached? _attached;
    private WorkerHeartbeat? _heartbeat;
    private TaskCompletionSource? _heldBack;
    private long _reported;
    private long _settled;
    private bool _draining;
    private bool _closed;

    public WorkerSessionActor(WorkerLink link, SessionServices services)
    {
        (_link, _services) = (link, services);
        _rescue = new LeaseRescue(services.Options.SilenceLimit, services.Time);
        _openedAt = services.Time.GetTimestamp();
        Receive<WorkerSaid>(OnSaid);
        Receive<OpenLease>(OnOpenLease);
        Receive<RevokeLease>(OnRevoke);
        Receive<ResultsSettled>(OnSettled);
        Receive<LookForSilence>(_ => OnLook());
        Receive<CloseSession>(m => Close(m.Reason, new SessionEndedException(m.Reason)));
        Receive<WorkerGone>(gone => Close(gone.Reason, null));
        Receive<DescribeWorker>(_ => Describe());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(WorkerLink link, SessionServices services) =>
        Akka.Actor.Props.Create(() => new WorkerSessionActor(link, services));

    protected override void PreStart()
    {
        if (_rescue.Interval is { } interval)
            Timers.StartPeriodicTimer(LookForSilence.Instance, LookForSilence.Instance, interval);
        base.PreStart();
    }

    protected override void PostStop()
    {
        Close("the session ended", null);
        base.PostStop();
    }

    private string Name => _attached?.Worker ?? "(not attached)";

    private void OnSaid(WorkerSaid said)
    {
        _rescue.Heard();
        var results = new ReportedResults();
        foreach (var message in said.Messages)
        {
            if (_closed)
                break;
            Handle(message, results);
        }

        results.SendTo(_services.Results, Self, _reported);
        if (_reported - _settled <= MostUnsettled || _closed)
        {
            said.Taken.TrySetResult();
            return;
        }

        _heldBack = said.Taken;
        _rescue.HoldBack();
    }

    private void Handle(WorkerMessage message, ReportedResults results)
    {
        switch (message)
        {
            case WorkerAttached attached:
                OnAttached(attached);
                break;
            case var _ when _attached is null:
                Refuse($"a worker says first that it is attached, not {message.GetType().Name}");
                break;
            case TrialFinished finished:
                OnFinished(finished, results);
                break;
            case TrialThrew threw:
                Pass(threw.Lease, threw.Trial, lease => lease.Take(threw), lease => lease.Sweep.Tell(threw));
                break;
            case GeneratorFitted fitted:
                Pass(fitted.Lease, -1, lease => lease.Check(fitted.Trace),
                    _ => _services.Results.Tell(new StoreTrace(fitted.Trace)));
                break;
            case LeaseProgressed progressed:
                if (_leases.TryGetValue(progressed.Lease, out var held))
                    held.Sweep.Tell(progressed);
                break;
            case SlotCrashed crashed:
                EndReported(crashed.Lease, new LeaseCrashed(crashed.Suspects, crashed.Error), results);
                break;
            case LeaseReturned returned:
                EndReported(returned.Lease, new LeaseDone(), results);
                break;
            case LeaseRefused refused:
                OnLeaseRefused(refused, results);
                break;
            case WorkerHeartbeat heartbeat:
                _heartbeat = heartbeat;
                break;
            case WorkerDraining:
                _draining = true;
                _services.Scheduler.Tell(new SessionDraining(Self));
                break;
        }
    }

    private void OnAttached(WorkerAttached attached)
    {
        if (_attached is not null)
        {
            Refuse("a worker says only once that it is attached");
        }
        else if (WorkerOfferChecks.ProblemOf(attached) is { } problem)
        {
            Refuse(problem);
        }
        else
        {
            _attached = attached;
            _log.Info(
                "Worker {0} is attached: version {1}, protocol {2}", attached.Worker, attached.Offer.Version,
                attached.Offer.Protocol);
            Context.Parent.Tell(new NameTaken(attached.Worker));
            _services.Scheduler.Tell(new SessionOpened(attached.Worker, Self, attached.Offer));
        }
    }

    // The scheduler hears of it before the lease's trials are offered again: this worker is not given them.
    private void OnLeaseRefused(LeaseRefused refused, ReportedResults results)
    {
        if (_leases.TryGetValue(refused.Lease, out var lease) && _refusedSweeps.TryAdd(lease.SweepId, refused.Reason))
        {
            _log.Warning("Worker {0} cannot run sweep {1}: {2}", Name, lease.SweepId, refused.Reason);
            _services.Scheduler.Tell(new SweepRefused(Self, lease.SweepId, refused.Reason));
        }

        EndReported(refused.Lease, new LeaseDone(), results);
    }

    private void OnFinished(TrialFinished finished, ReportedResults results)
    {
        _reported++;
        results.HasNew = true;
        var refusal = _leases.TryGetValue(finished.Lease, out var lease) ? lease.Take(finished) : NotHeld;
        if (refusal is null)
            results.Add(lease!, finished);
        else
            RefuseReport(finished.Lease, finished.Trial, refusal);
    }

    private void Pass(LeaseId lease, long trial, Func<HeldLease, string?> check, Action<HeldLease> pass)
    {
        var refusal = _leases.TryGetValue(lease, out var held) ? check(held) : NotHeld;
        if (refusal is null)
            pass(held!);
        else
            RefuseReport(lease, trial, refusal);
    }

    private void RefuseReport(LeaseId lease, long trial, string refusal)
    {
        _log.Warning("Refused a report of worker {0} on lease {1}, trial {2}: {3}", Name, lease.Value, trial, refusal);
        Instruments.ReportsRefused.Add(1);
        _link.TrySend(new ReportRefused(lease, trial, refusal));
    }

    private void OnOpenLease(OpenLease open)
    {
        _leases.Add(open.Grant.Lease, new HeldLease(open));
        Instruments.LeasesOpen.Add(1);
        _services.Scheduler.Tell(new LeaseOpened(open.Grant.Lease));
        if (_draining || _closed || !_link.TrySend(open.Grant))
            End(open.Grant.Lease, new LeaseDone());
    }

    private void OnRevoke(RevokeLease revoke)
    {
        if (_leases.ContainsKey(revoke.Lease) && !_link.TrySend(new LeaseRevoked(revoke.Lease)))
            Refuse("it does not read what it is told");
    }

    private void OnSettled(ResultsSettled settled)
    {
        _settled = settled.Reported;
        _link.TrySend(new ResultsAcknowledged(_settled));
        if (_heldBack is null || _reported - _settled > MostUnsettled)
            return;
        _rescue.LetSpeak();
        _heldBack.TrySetResult();
        _heldBack = null;
    }

    // The end of a lease travels behind its results, so the sweep never hands out again what is about to be stored.
    private void EndReported(LeaseId lease, LeaseEnding ending, ReportedResults results)
    {
        results.SendTo(_services.Results, Self, _reported);
        Pass(lease, -1, _ => null, _ => End(lease, ending));
    }

    private void End(LeaseId lease, LeaseEnding ending)
    {
        if (!_leases.Remove(lease, out var held))
            return;
        LeaseTelemetry.Ended(held.Span, ending);
        _services.Results.Tell(new EndLease(held.Sweep, new LeaseEnded(lease, ending)));
        _services.Scheduler.Tell(new SlotFreed(lease));
    }

    private void OnLook()
    {
        if (!_rescue.IsDue)
            return;
        var reason = $"nothing was heard of it for {_rescue.Silence.TotalSeconds:0} s";
        Close(reason, new SessionEndedException(reason));
    }

    private void Refuse(string reason) => Close(reason, new SessionEndedException(reason));

    private void Close(string reason, SessionEndedException? told)
    {
        if (_closed)
            return;
        _closed = true;
        if (told is not null || _leases.Count > 0)
            _log.Warning("Worker {0} is gone with {1} leases: {2}", Name, _leases.Count, reason);
        else
            _log.Info("Worker {0} is gone: {1}", Name, reason);
        Context.Parent.Tell(new NameGivenUp(Name));
        _services.Scheduler.Tell(new SessionClosed(Self));
        foreach (var lease in _leases.Keys.ToList())
            End(lease, new LeaseLost($"worker {Name} was lost: {reason}"));
        _heldBack?.TrySetResult();
        _link.Close(told);
        Context.Stop(Self);
    }

    private void Describe()
    {
        if (_attached is null)
            return;
        Sender.Tell(new AttachedWorker(_attached.Worker, _attached.Offer)
        {
            BusySlots = _leases.Count,
            IsDraining = _draining,
            AttachedFor = _services.Time.GetElapsedTime(_openedAt),
            SilentFor = _rescue.Silence,
            Results = _settled,
            ResidentBytes = _heartbeat?.ResidentBytes ?? 0,
            GpuBytes = _heartbeat?.GpuBytes ?? 0,
            RefusedSweeps = [.. _refusedSweeps.Select(refused => new RefusedSweep(refused.Key, refused.Value))],
        });
    }

    private sealed record LookForSilence
    {
        public static LookForSilence Instance { get; } = new();
    }
}
