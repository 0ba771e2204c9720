using Akka.Actor;

namespace Orchestrator.Coordinator.Leases;

/// <summary>What every session works with.</summary>
internal sealed record SessionServices(
    IActorRef Scheduler, IActorRef Results, TimeProvider Time, CoordinatorOptions Options);
