namespace Akka.Persistence;

/// <summary>
/// The right to write that a node had when it queued something: its lease and the number of its leadership. Refused
/// once another node has led since.
/// </summary>
internal sealed record FenceToken(string Lease, long Epoch);
