using Akka.Actor;

namespace Orchestrator.Coordinator.Leadership;

/// <summary>The actors that endpoints speak to; they live on the node that leads.</summary>
internal sealed record CoordinatorActors(IActorRef Sweeps, IActorRef Progress, IActorRef Results, IActorRef Sessions);
