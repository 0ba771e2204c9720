using Akka.Actor;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    private readonly Queue<Invocation> _invocations = new();
    private List<AtomicEvents> _batch = [];
    private bool _writing;
    private int _stashing;

    /// <summary>Stores an event, then calls the handler; commands wait until then.</summary>
    public void Persist<TEvent>(TEvent @event, Action<TEvent> handler) =>
        Add([@event!], e => handler((TEvent)e), stashing: true);

    /// <summary>Stores an event, then calls the handler; commands go on meanwhile.</summary>
    public void PersistAsync<TEvent>(TEvent @event, Action<TEvent> handler) =>
        Add([@event!], e => handler((TEvent)e), stashing: false);

    /// <summary>
    /// Stores events wholly or not at all, then calls the handler for each; commands wait until then.
    /// </summary>
    public void PersistAll<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler) =>
        Add([.. events.Select(static e => (object)e!)], e => handler((TEvent)e), stashing: true);

    /// <summary>
    /// Stores events wholly or not at all, then calls the handler for each; commands go on meanwhile.
    /// </summary>
    public void PersistAllAsync<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler) =>
        Add([.. events.Select(static e => (object)e!)], e => handler((TEvent)e), stashing: false);

    /// <summary>Calls the handler after those of all earlier events, without storing anything.</summary>
    public void DeferAsync<TEvent>(TEvent evt, Action<TEvent> handler)
    {
        RefuseDuringRecovery();
        if (_invocations.Count == 0)
        {
            handler(evt);
            return;
        }
        _invocations.Enqueue(new Invocation(
            evt!, e => handler((TEvent)e), OwnCell.CurrentEnvelope.Sender, IsStashing: false, IsDeferred: true));
    }

    /// <summary>Deletes events up to a number; answered by success or failure.</summary>
    public void DeleteMessages(long toSequenceNr) => _ = Journal.DeleteTo(PersistenceId, toSequenceNr).PipeTo(
        Self,
        Self,
        () => new DeleteMessagesSuccess(toSequenceNr),
        cause => new DeleteMessagesFailure(cause, toSequenceNr));

    private void Add(object[] events, Action<object> handler, bool stashing)
    {
        RefuseDuringRecovery();
        if (events.Length == 0)
        {
            return;
        }
        var sender = OwnCell.CurrentEnvelope.Sender;
        var stored = new StoredEvent[events.Length];
        for (var i = 0; i < events.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(events[i], nameof(events));
            _invocations.Enqueue(new Invocation(events[i], handler, sender, stashing, IsDeferred: false));
            stored[i] = new StoredEvent(++LastSequenceNr, events[i]);
        }
        _stashing += stashing ? events.Length : 0;
        _batch.Add(new AtomicEvents(stored));
    }

    private void RefuseDuringRecovery()
    {
        if (IsRecovering)
        {
            throw new InvalidOperationException(
                "Cannot persist during replay. Events can be persisted when receiving RecoveryCompleted or later.");
        }
    }

    /// <summary>Sends what has gathered, unless a write is under way.</summary>
    private void Flush()
    {
        if (_writing || _batch.Count == 0)
        {
            return;
        }
        _writing = true;
        var write = new JournalWrite(this, PersistenceId, _batch);
        _batch = [];
        Journal.Write(write);
    }

    private void HandleWritten(JournalWrite write)
    {
        _writing = false;
        if (write.Failure is { } failure)
        {
            var first = write.Writes[0].Events[0];
            try
            {
                OwnCell.AnswerTo(_invocations.Peek().Sender);
                OnPersistFailure(failure, first.Payload, first.SequenceNr);
            }
            finally
            {
                Context.Stop(Self);
            }
            return;
        }
        foreach (var atomic in write.Writes)
        {
            foreach (var stored in atomic.Events)
            {
                Deliver(stored, atomic.Rejection);
            }
        }
        Flush();
        ReleaseNext();
    }

    private void Deliver(StoredEvent stored, Exception? rejection)
    {
        var invocation = _invocations.Dequeue();
        OwnCell.AnswerTo(invocation.Sender);
        try
        {
            if (rejection is null)
            {
                invocation.Handler(invocation.Event);
            }
            else
            {
                OnPersistRejected(rejection, stored.Payload, stored.SequenceNr);
            }
        }
        finally
        {
            _stashing -= invocation.IsStashing ? 1 : 0;
        }
        while (_invocations.TryPeek(out var next) && next.IsDeferred)
        {
            _invocations.Dequeue();
            OwnCell.AnswerTo(next.Sender);
            next.Handler(next.Event);
        }
    }
}
