using Akka.Actor;

namespace Akka.Persistence;

/// <summary>
/// Atomic writes of one instance on their way to the journal and back. Each atomic write is stored wholly or not at
/// all; <see cref="Failure"/> means that none of them was, and that the actor must stop.
/// </summary>
internal sealed class JournalWrite(Eventsourced owner, string persistenceId, List<AtomicEvents> writes)
    : IInternalMessage
{
    public string PersistenceId { get; } = persistenceId;

    public List<AtomicEvents> Writes { get; } = writes;

    public Exception? Failure { get; private set; }

    public bool IsFor(Eventsourced instance) => ReferenceEquals(owner, instance);

    /// <summary>Makes rows of the events. What cannot be serialized is rejected.</summary>
    public void Prepare(Serialization.Serialization serialization)
    {
        foreach (var atomic in Writes)
        {
            try
            {
                atomic.Prepared = Array.ConvertAll(atomic.Events, e => EventRow.Write(serialization, e.Payload));
            }
#pragma warning disable CA1031 // whatever a serializer throws is a rejection
            catch (Exception cause)
#pragma warning restore CA1031
            {
                atomic.Rejection = cause;
            }
        }
    }

    /// <summary>Sends the outcome to the actor. Called once, from any thread.</summary>
    public void Complete(Exception? failure)
    {
        Failure = failure;
        owner.OwnCell.Send(this, ActorRefs.NoSender);
    }
}

/// <summary>
/// Events that are stored together. The journal sets <see cref="Rejection"/> if they cannot be written.
/// </summary>
internal sealed class AtomicEvents(StoredEvent[] events)
{
    public StoredEvent[] Events { get; } = events;

    public Exception? Rejection { get; set; }

    /// <summary>What the journal made of the events, for its own use.</summary>
    public object? Prepared { get; set; }
}
