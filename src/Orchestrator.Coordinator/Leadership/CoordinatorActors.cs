using Akka.Actor;

namespace Orchestrator.Coordinator.Leadership;

/// <summary>The actors that endpoints speak to; they live on the node that leads.</summary>
/// <param name="Sweeps">Answers every <c>SweepQuestion</c>; nobody while the journal cannot serve.</param>
/// <param name="Progress">Tells watchers.</param>
/// <param name="Results">Stores results.</param>
/// <param name="Sessions">Starts workers' sessions.</param>
/// <param name="SweepsGone">Cancelled when <paramref name="Sweeps"/> answers no longer.</param>
internal sealed record CoordinatorActors(
    IActorRef Sweeps, IActorRef Progress, IActorRef Results, IActorRef Sessions, CancellationToken SweepsGone);
