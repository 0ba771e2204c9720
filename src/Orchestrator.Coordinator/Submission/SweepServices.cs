using Akka.Actor;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Coordinator.Submission;

/// <summary>What every sweep actor works with.</summary>
internal sealed record SweepServices(
    IResultStore Store, ISweepDefinitions Definitions, IActorRef Results, IActorRef Scheduler, IActorRef Progress,
    TimeProvider Time, CoordinatorOptions Options);
