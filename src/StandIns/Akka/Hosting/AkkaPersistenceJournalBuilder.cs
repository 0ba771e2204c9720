namespace Akka.Persistence.Hosting;

/// <summary>Stands in the signature of the persistence methods; nothing can be set with it here.</summary>
public sealed class AkkaPersistenceJournalBuilder
{
    internal AkkaPersistenceJournalBuilder(string journalId) => JournalId = journalId;

    internal string JournalId { get; }
}
