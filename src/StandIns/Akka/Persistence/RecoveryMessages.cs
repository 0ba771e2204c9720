using Akka.Actor;

namespace Akka.Persistence;

/// <summary>What recovery reads, on its way to the instance that asked.</summary>
internal abstract record RecoveryMessage(Eventsourced Owner) : IInternalMessage;

internal sealed record SnapshotLoaded(Eventsourced Owner, SnapshotOffer? Offer) : RecoveryMessage(Owner);

internal sealed record EventsRead(Eventsourced Owner, List<StoredEvent> Events, long Highest) : RecoveryMessage(Owner);

internal sealed record RecoveryReadFailed(Eventsourced Owner, Exception Cause) : RecoveryMessage(Owner);
