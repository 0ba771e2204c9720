using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Coordinator.Leadership;

/// <summary>What the coordinator's actors work with.</summary>
internal sealed record CoordinatorServices(
    IResultStore Store, ISweepDefinitions Definitions, TimeProvider Time, CoordinatorOptions Options,
    LeadershipState Leadership)
{
    /// <summary>Whether other coordinators may open the store: it is then taken over before anything is done.</summary>
    public bool SharesStore { get; init; }
}
