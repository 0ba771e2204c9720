using Akka.Actor;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Placement;

/// <summary>A sweep's claim, for as long as it runs.</summary>
internal sealed record SweepClaim(string SweepId, IActorRef Sweep, int Priority, SweepNeeds Needs, Digest Dataset);

/// <summary>These parts of a sweep wait for a worker, besides those offered before.</summary>
/// <param name="Claim">The sweep.</param>
/// <param name="Parts">What waits.</param>
/// <param name="HasMore">True while more is about to be offered.</param>
internal sealed record PartsOffered(SweepClaim Claim, IReadOnlyList<PendingPart> Parts, bool HasMore);

/// <summary>Nothing of the sweep that waits is to be handed out any more.</summary>
internal sealed record SweepWithdrawn(string SweepId);

/// <summary>A worker has come, with free slots.</summary>
internal sealed record SessionOpened(string Worker, IActorRef Session, WorkerOffer Offer);

/// <summary>The worker of this session cannot run the sweep: it is given nothing of it any more.</summary>
internal sealed record SweepRefused(IActorRef Session, string SweepId, string Reason);

/// <summary>Told to a sweep: why none of the attached workers can run it; null from the moment that one can.</summary>
internal sealed record PlacementWaits(string? Reason);

/// <summary>The worker takes no more leases.</summary>
internal sealed record SessionDraining(IActorRef Session);

/// <summary>The session is over.</summary>
internal sealed record SessionClosed(IActorRef Session);

/// <summary>The lease has reached its worker's session, which says when it is over.</summary>
internal sealed record LeaseOpened(LeaseId Lease);

/// <summary>The lease is over, or came to nothing: its slot is free again.</summary>
internal sealed record SlotFreed(LeaseId Lease);

/// <summary>The scheduler's decision, told to the sweep, which knows the part's pending trials.</summary>
internal sealed record GrantPart(LeaseId Lease, BundlePart Part, string Worker, IActorRef Session);
