using Akka.Actor;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Coordinator.Submission;

/// <summary>What every sweep actor works with.</summary>
internal sealed record SweepServices(
    IResultStore Store, IActorRef Results, IActorRef Scheduler, IActorRef Progress, TimeProvider Time);
