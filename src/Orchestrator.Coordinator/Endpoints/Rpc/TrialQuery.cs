using Orchestrator.Sweeps.Planning;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>Which trials a request asks for.</summary>
/// <param name="Plan">The sweep's plan.</param>
/// <param name="SweepId">The sweep's id.</param>
/// <param name="State">Only those in this state; unspecified: all.</param>
/// <param name="First">The index to begin at.</param>
internal sealed record TrialQuery(SweepPlan Plan, string SweepId, Wire.TrialState State, long First);
