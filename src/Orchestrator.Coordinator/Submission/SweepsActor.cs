using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Searches;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Submission;

/// <summary>
/// The catalogue of sweeps: remembers which are open, brings them back when the coordinator starts, and keeps one child
/// a sweep for as long as it runs or is asked about.
/// </summary>
internal sealed class SweepsActor : ReceivePersistentActor, IWithTimers
{
    private const int EventsPerSnapshot = 100;

    private readonly SweepServices _services;
    private readonly SortedSet<string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SweepChild> _children = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IActorRef _asker = ActorRefs.Nobody;
    private long _started;

    public SweepsActor(SweepServices services)
    {
        _services = services;
        Recover<CatalogueEvent>(Apply);
        Recover<SnapshotOffer>(offer => _open.UnionWith(((CatalogueSnapshot)offer.Snapshot).Open));
        Recover<RecoveryCompleted>(_ => Resume());
        Command<SubmitSweep>(OnSubmit);
        Command<SubmissionStored>(OnSubmissionStored);
        Command<SweepQuestion>(OnQuestion);
        Command<RecordFound>(OnRecordFound);
        Command<OpenSweepsFound>(OnOpenSweepsFound);
        Command<OpenSweepsNotFound>(OnOpenSweepsNotFound);
        Command<ResumeDue>(_ => Resume());
        Command<SweepEnded>(OnEnded);
        Command<SweepIdle>(OnIdle);
        Command<SweepBroke>(OnBroke);
        Command<Terminated>(OnTerminated);
        Command<SaveSnapshotSuccess>(saved => DeleteMessages(saved.Metadata.SequenceNr));
        Command<SaveSnapshotFailure>(_ => { });
        Command<DeleteMessagesSuccess>(_ => { });
        Command<DeleteMessagesFailure>(_ => { });
    }

    public override string PersistenceId => "sweep-catalogue";

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(SweepServices services) => Akka.Actor.Props.Create(() => new SweepsActor(services));

    // A sweep actor that fails is brought back from the journal after a while, as one that could not write to it.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    // The actor stops, and its children with it; the coordinator brings it back.
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        _asker.Tell(new Status.Failure(new StoreException($"the journal cannot be written: {cause.Message}", cause)));
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    private void Resume()
    {
        if (!_services.Options.ResumeSweeps || _open.All(_children.ContainsKey))
            return;
        _ = _services.Store.ListSweepsAsync(CancellationToken.None).PipeTo(
            Self, success: all => new OpenSweepsFound(all), failure: error => new OpenSweepsNotFound(error.Message));
    }

    private void OnOpenSweepsFound(OpenSweepsFound found)
    {
        foreach (var record in found.All.Where(r => _open.Contains(r.Id) && !_children.ContainsKey(r.Id)))
            Start(record, plan: null, resume: true);
    }

    private void OnOpenSweepsNotFound(OpenSweepsNotFound failed)
    {
        _log.Warning("The open sweeps cannot be taken up yet: {0}", failed.Error);
        ResumeLater();
    }

    private void ResumeLater() =>
        Timers.StartSingleTimer(ResumeDue.Instance, ResumeDue.Instance, _services.Options.StoreRetryDelay);

    private void OnSubmit(SubmitSweep submit)
    {
        var asker = Sender;
        _ = _services.Store.SaveSweepAsync(submit.Record, CancellationToken.None).PipeTo(
            Self, asker, stands => new SubmissionStored(submit, stands),
            error => new SubmissionStored(submit, null, error));
    }

    private void OnSubmissionStored(SubmissionStored stored)
    {
        if (stored.Record is not { } record)
        {
            Sender.Tell(new Status.Failure(stored.Error!));
            return;
        }

        // Another sweep has the idempotency key: it was submitted by that, and nothing is now.
        if (record.Id != stored.Submit.Record.Id)
        {
            OnQuestion(new GetStanding(record.Id));
            return;
        }

        var (submit, asker) = (stored.Submit, Sender);
        WhenOpen(record.Id, asker, () =>
        {
            var child = _children.GetValueOrDefault(record.Id)
                ?? Start(record, submit.Plan, _services.Options.ResumeSweeps);
            Forward(child, submit, asker);
        });
    }

    private void OnQuestion(SweepQuestion question)
    {
        if (_children.TryGetValue(question.SweepId, out var child))
        {
            Ask(child, question, Sender);
            return;
        }

        var asker = Sender;
        _ = _services.Store.FindSweepAsync(question.SweepId, CancellationToken.None).PipeTo(
            Self, asker, record => new RecordFound(question, record), error => new RecordFound(question, null, error));
    }

    private void OnRecordFound(RecordFound found)
    {
        var (question, record) = (found.Question, found.Record);
        if (record is null)
        {
            Sender.Tell(new Status.Failure(
                found.Error ?? new KeyNotFoundException($"There is no sweep '{question.SweepId}'.")));
            return;
        }

        var child = _children.GetValueOrDefault(record.Id)
            ?? Start(record, plan: null, _services.Options.ResumeSweeps && _open.Contains(record.Id));
        Ask(child, question, Sender);
    }

    // A command may make an ended sweep run again: it is remembered as open first.
    private void Ask(SweepChild child, SweepQuestion question, IActorRef asker)
    {
        if (question is SweepRequest { Command: RetryFailed })
            WhenOpen(question.SweepId, asker, () => Forward(child, question, asker));
        else
            Forward(child, question, asker);
    }

    private static void Forward(SweepChild child, object message, IActorRef asker)
    {
        child.Forwarded++;
        child.Remember(asker);
        child.Actor.Tell(message, asker);
    }

    private void WhenOpen(string sweepId, IActorRef asker, Action then)
    {
        if (_open.Contains(sweepId))
        {
            then();
            return;
        }

        _asker = asker;
        Persist(new SweepOpened(sweepId), opened =>
            {
                _asker = ActorRefs.Nobody;
                Apply(opened);
                SnapshotNowAndThen();
                then();
            });
    }

    private void OnEnded(SweepEnded ended)
    {
        if (!IsUpToDate(ended.SweepId, ended.Handled) || !_open.Contains(ended.SweepId))
            return;
        Persist(new SweepClosed(ended.SweepId), closed =>
        {
            Apply(closed);
            SnapshotNowAndThen();
        });
    }

    private void OnIdle(SweepIdle idle)
    {
        if (!IsUpToDate(idle.SweepId, idle.Handled) || !_children.Remove(idle.SweepId, out var child))
            return;
        Context.Unwatch(child.Actor);
        child.Actor.Tell(PoisonPill.Instance);
        _services.Progress.Tell(new SweepPutAway(idle.SweepId));
        Context.System.EventStream.Publish(new SweepPutAway(idle.SweepId));
    }

    private bool IsUpToDate(string sweepId, long handled) =>
        _children.TryGetValue(sweepId, out var child) && child.Actor.Equals(Sender) && child.Forwarded == handled;

    private void OnBroke(SweepBroke broke)
    {
        if (_children.TryGetValue(broke.SweepId, out var child))
            child.Refuse(new StoreException(broke.Reason));
    }

    private void OnTerminated(Terminated gone)
    {
        var child = _children.Values.FirstOrDefault(c => c.Actor.Equals(gone.ActorRef));
        if (child is null)
            return;
        _children.Remove(child.SweepId);
        child.Refuse(new StoreException(
            StoreFailureKind.Unavailable, "the journal cannot be read or written at the moment; try again"));
        if (!_open.Contains(child.SweepId))
            return;
        _log.Warning("Sweep {0} stopped and will be taken up again from the journal", child.SweepId);
        ResumeLater();
    }

    // A sweep that was put away may still be stopping: names are never used twice.
    private SweepChild Start(SweepRecord record, SweepPlan? plan, bool resume)
    {
        var actor = Context.ActorOf(PropsOf(record, plan, resume), $"{record.Id}-{++_started}");
        Context.Watch(actor);
        return _children[record.Id] = new SweepChild(record.Id, actor);
    }

    private Props PropsOf(SweepRecord record, SweepPlan? plan, bool resume)
    {
        plan ??= SearchRecords.PlanOf(record, _services.Definitions);
        return plan?.Definition.Spec.Search is null
            ? SweepActor.Props(record, plan, _services, resume)
            : SearchActor.Props(record, new SearchPlan(plan.Definition), _services, resume);
    }

    private void Apply(CatalogueEvent happened)
    {
        if (happened is SweepOpened)
            _open.Add(happened.SweepId);
        else
            _open.Remove(happened.SweepId);
    }

    private void SnapshotNowAndThen()
    {
        if (LastSequenceNr % EventsPerSnapshot == 0)
            SaveSnapshot(new CatalogueSnapshot([.. _open]));
    }

    private sealed class SweepChild(string sweepId, IActorRef actor)
    {
        private const int MostAsking = 32;

        private readonly Queue<IActorRef> _asking = [];

        public string SweepId { get; } = sweepId;

        public IActorRef Actor { get; } = actor;

        /// <summary>How many messages were forwarded to it.</summary>
        public long Forwarded { get; set; }

        /// <summary>Who is to hear of it if the sweep stops before it answers.</summary>
        public void Remember(IActorRef asker)
        {
            if (_asking.Count == MostAsking)
                _asking.Dequeue();
            _asking.Enqueue(asker);
        }

        /// <summary>Tells those who asked last that nothing comes; who has an answer already hears no more.</summary>
        public void Refuse(StoreException reason)
        {
            while (_asking.TryDequeue(out var asker))
                asker.Tell(new Status.Failure(reason));
        }
    }

    private sealed record SubmissionStored(SubmitSweep Submit, SweepRecord? Record, Exception? Error = null);

    private sealed record RecordFound(SweepQuestion Question, SweepRecord? Record, Exception? Error = null);

    private sealed record OpenSweepsFound(IReadOnlyList<SweepRecord> All);

    private sealed record OpenSweepsNotFound(string Error);

    private sealed record ResumeDue
    {
        public static ResumeDue Instance { get; } = new();
    }
}
