namespace Akka.Persistence;

/// <summary>Events in memory, as the objects they are.</summary>
internal sealed class InMemoryJournal : JournalStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<StoredEvent>> _events = [];
    private readonly Dictionary<string, long> _highest = [];

    public override void Write(JournalWrite write)
    {
        lock (_lock)
        {
            if (!_events.TryGetValue(write.PersistenceId, out var events))
            {
                _events.Add(write.PersistenceId, events = []);
            }
            foreach (var atomic in write.Writes)
            {
                events.AddRange(atomic.Events);
                _highest[write.PersistenceId] = atomic.Events[^1].SequenceNr;
            }
        }
        write.Complete(failure: null);
    }

    public override Task<List<StoredEvent>> Replay(string persistenceId, long from, long to, int max)
    {
        lock (_lock)
        {
            var found = _events.TryGetValue(persistenceId, out var events)
                ? events.Where(e => e.SequenceNr >= from && e.SequenceNr <= to).Take(max).ToList()
                : [];
            return Task.FromResult(found);
        }
    }

    public override Task<long> HighestSequenceNr(string persistenceId)
    {
        lock (_lock)
        {
            return Task.FromResult(_highest.GetValueOrDefault(persistenceId));
        }
    }

    public override Task DeleteTo(string persistenceId, long toSequenceNr)
    {
        lock (_lock)
        {
            if (_events.TryGetValue(persistenceId, out var events))
            {
                events.RemoveAll(e => e.SequenceNr <= toSequenceNr);
            }
        }
        return Task.CompletedTask;
    }
}
