using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>
/// Base of persistent actors: stores events, and gets back to where it was by replaying them. Commands that come
/// during recovery, or between Persist and the end of its handlers, wait.
/// </summary>
public abstract partial class Eventsourced : ActorBase, IPersistentIdentity, IWithUnboundedStash
{
    private readonly Queue<Envelope> _waiting = new();
    private readonly Stores _stores;
    private ILoggingAdapter? _log;

    /// <summary>Only the system makes actors.</summary>
    protected Eventsourced()
    {
        _stores = Stores.Of(OwnCell.LocalSystem);
        JournalPluginId = "";
        SnapshotPluginId = "";
    }

    /// <inheritdoc/>
    public abstract string PersistenceId { get; }

    /// <inheritdoc/>
    public string JournalPluginId { get; protected set; }

    /// <inheritdoc/>
    public string SnapshotPluginId { get; protected set; }

    /// <summary>What to recover from.</summary>
    public virtual Recovery Recovery => Recovery.Default;

    /// <summary>The stash for the actor's own use.</summary>
    public IStash Stash { get; set; } = null!;

    /// <summary>Number of the last event, persisted or replayed.</summary>
    public long LastSequenceNr { get; private set; }

    /// <summary>The number that a snapshot saved now gets.</summary>
    public long SnapshotSequenceNr => LastSequenceNr;

    /// <summary>Whether events are being replayed.</summary>
    public bool IsRecovering { get; private set; } = true;

    /// <summary>Whether the replay has ended.</summary>
    public bool IsRecoveryFinished => !IsRecovering;

    /// <summary>The actor's log.</summary>
    protected virtual ILoggingAdapter Log => _log ??= OwnCell.GetLogger();

    private JournalStore Journal => _stores.Journal(JournalPluginId);

    private SnapshotStore Snapshots => _stores.Snapshots(SnapshotPluginId);

    /// <inheritdoc/>
    public override void AroundPreStart()
    {
        StartRecovery();
        base.AroundPreStart();
    }

    /// <inheritdoc/>
    public override void AroundPostRestart(Exception cause, object message)
    {
        StartRecovery();
        base.AroundPostRestart(cause, message);
    }

    /// <inheritdoc/>
    protected sealed override bool Receive(object message) => ReceiveCommand(message);

    /// <summary>Handles a replayed event, a <see cref="SnapshotOffer"/> or <see cref="RecoveryCompleted"/>.</summary>
    protected abstract bool ReceiveRecover(object message);

    /// <summary>Handles a command.</summary>
    protected abstract bool ReceiveCommand(object message);

    /// <inheritdoc/>
    protected override bool AroundReceive(Receive receive, object message)
    {
        switch (message)
        {
            case JournalWrite write:
                if (write.IsFor(this))
                {
                    HandleWritten(write);
                }
                return true;
            case RecoveryMessage recovery:
                if (ReferenceEquals(recovery.Owner, this))
                {
                    HandleRecovery(recovery);
                }
                return true;
            default:
                break;
        }
        if (IsRecovering || _stashing > 0)
        {
            _waiting.Enqueue(OwnCell.CurrentEnvelope);
            return true;
        }
        base.AroundReceive(receive, message);
        AfterCommand();
        return true;
    }

    /// <summary>Runs an async operation as part of handling the command at hand.</summary>
    protected void RunTask(Func<Task> action) => OwnCell.RunTask(action);

    /// <summary>Events could not be stored; the actor is stopped after this call.</summary>
    protected virtual void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        Log.Error(cause, "Failed to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}].",
            @event.GetType(), sequenceNr, PersistenceId);

    /// <summary>
    /// An event was refused before it was stored, as it cannot be serialized; its handler is not called.
    /// </summary>
    protected virtual void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        Log.Error(cause, "Rejected to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}].",
            @event.GetType(), sequenceNr, PersistenceId);

    /// <summary>Recovery failed; the actor is stopped after this call.</summary>
    protected virtual void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (message is null)
        {
            Log.Error(reason, "Exception in ReceiveRecover when replaying for persistenceId [{0}].", PersistenceId);
        }
        else
        {
            Log.Error(reason, "Exception in ReceiveRecover when replaying event type [{0}] with sequence number [{1}] "
                + "for persistenceId [{2}].", message.GetType(), LastSequenceNr, PersistenceId);
        }
    }

    /// <summary>All events have been replayed; called before <see cref="RecoveryCompleted"/>.</summary>
    protected virtual void OnReplaySuccess()
    {
    }

    /// <inheritdoc/>
    protected override void Unhandled(object message)
    {
        if (message is RecoveryCompleted or SaveSnapshotSuccess or DeleteSnapshotSuccess or DeleteSnapshotsSuccess
            or DeleteMessagesSuccess)
        {
            return;
        }
        base.Unhandled(message);
    }

    internal override void AsyncHandled() => AfterCommand();

    internal override void ReleaseInternalStash()
    {
        OwnCell.Prepend(_waiting);
        _waiting.Clear();
    }

    private void AfterCommand()
    {
        if (OwnCell.IsAsyncPending)
        {
            return;
        }
        Flush();
        ReleaseNext();
    }

    /// <summary>Gives one waiting command back; the next follows when that one is done with.</summary>
    private void ReleaseNext()
    {
        if (!IsRecovering && _stashing == 0 && _waiting.TryDequeue(out var next))
        {
            OwnCell.Prepend(next);
        }
    }
}
