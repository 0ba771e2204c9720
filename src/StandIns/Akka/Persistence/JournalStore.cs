namespace Akka.Persistence;

/// <summary>Where events are kept. All members may be called from any thread and return at once.</summary>
internal abstract class JournalStore
{
    /// <summary>
    /// Stores events and completes the write with the outcome; writes are stored in the order of the calls.
    /// </summary>
    public abstract void Write(JournalWrite write);

    /// <summary>
    /// Reads up to <paramref name="max"/> events with numbers in the bounds, after all earlier writes.
    /// </summary>
    public abstract Task<List<StoredEvent>> Replay(string persistenceId, long from, long to, int max);

    /// <summary>The highest number ever used, also by events deleted since.</summary>
    public abstract Task<long> HighestSequenceNr(string persistenceId);

    /// <summary>Deletes events up to a number.</summary>
    public abstract Task DeleteTo(string persistenceId, long toSequenceNr);
}
