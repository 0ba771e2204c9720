namespace Akka.Persistence;

/// <summary>An event with its number.</summary>
internal readonly record struct StoredEvent(long SequenceNr, object Payload);
