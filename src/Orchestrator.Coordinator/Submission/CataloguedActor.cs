using Akka.Actor;
using Akka.Persistence;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Submission;

/// <summary>
/// An entry of the catalogue, a sweep or a search, as a child of <see cref="SweepsActor"/>: it tells its parent when it
/// has broken or ended, and when it may be put away; who asks hears of a journal that cannot be written.
/// </summary>
internal abstract class CataloguedActor : ReceivePersistentActor, IWithTimers
{
    private long _handled;

    protected CataloguedActor(SweepRecord record, SweepServices services)
    {
        (Record, Services) = (record, services);
        Command<ReceiveTimeout>(_ => OnQuiet());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Its record in the store.</summary>
    protected SweepRecord Record { get; set; }

    /// <summary>What it works with.</summary>
    protected SweepServices Services { get; }

    /// <summary>Who waits for an answer.</summary>
    protected IActorRef Asker { get; set; } = ActorRefs.Nobody;

    /// <summary>Where it stands.</summary>
    protected abstract SweepStatus CurrentStatus { get; }

    /// <summary>Whether something of its own is on the way, so that it cannot be put away.</summary>
    protected abstract bool IsBusy { get; }

    protected bool IsOpen => CurrentStatus is SweepStatus.Running or SweepStatus.Paused;

    protected override void PreStart()
    {
        SetReceiveTimeout(Services.Options.PutAwayAfter);
        base.PreStart();
    }

    // The actor stops after either, and its parent brings it back from the journal when that can be had again.
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        var problem = $"the journal cannot be written: {cause.Message}";
        Asker.Tell(new Status.Failure(new StoreException(problem)));
        Trouble(problem);
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        Context.Parent.Tell(new SweepBroke(Record.Id, $"the journal cannot be read: {reason.Message}"));
        base.OnRecoveryFailure(reason, message);
    }

    /// <summary>Tells watchers what is wrong.</summary>
    protected abstract void Trouble(string problem);

    // Every question is counted: the parent puts the actor away only when none of its own is on the way.
    protected void Asked(Action handle)
    {
        _handled++;
        Asker = Sender;
        handle();
    }

    protected void TellParentIfEnded()
    {
        if (!IsOpen)
            Context.Parent.Tell(new SweepEnded(Record.Id, _handled));
    }

    private void OnQuiet()
    {
        if (!IsOpen && !IsBusy)
            Context.Parent.Tell(new SweepIdle(Record.Id, _handled));
    }
}
