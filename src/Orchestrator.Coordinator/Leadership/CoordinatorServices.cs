using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Coordinator.Leadership;

/// <summary>What the coordinator's actors work with.</summary>
internal sealed record CoordinatorServices(
    IResultStore Store, ISweepDefinitions Definitions, TimeProvider Time, CoordinatorOptions Options,
    LeadershipState Leadership);
