using Akka.Actor;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Placement;

/// <summary>These bundles of a sweep wait for a worker.</summary>
internal sealed record BundlesOffered(string SweepId, IActorRef Sweep, SweepPlan Plan, IReadOnlyList<int> Bundles);

/// <summary>None of the sweep's waiting bundles are to be handed out any more.</summary>
internal sealed record SweepWithdrawn(string SweepId);

/// <summary>A worker has come, with this many free slots.</summary>
internal sealed record SessionOpened(string Worker, IActorRef Session, int Slots);

/// <summary>A worker has gone.</summary>
internal sealed record SessionClosed(string Worker);

/// <summary>A slot of the worker is free again.</summary>
internal sealed record SlotFreed(string Worker, string SweepId);

/// <summary>The scheduler's decision, told to the sweep, which knows the bundle's pending trials.</summary>
internal sealed record GrantBundle(LeaseId Lease, int Bundle, string Worker, IActorRef Session);
