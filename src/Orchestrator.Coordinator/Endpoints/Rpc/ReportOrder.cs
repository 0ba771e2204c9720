using Orchestrator.Protocol.V1;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>A report that was asked for, its fields within their bounds.</summary>
/// <param name="Sweeps">The sweeps with their ids; more than one only for the formats of the answer.</param>
/// <param name="Format">The format; never unspecified.</param>
/// <param name="Level">The confidence level of the answer's intervals, 0.5 to 0.9999.</param>
/// <param name="Rope">Half the width of the answer's region of practical equivalence, 0 to 1.</param>
/// <param name="MostBytes">The most bytes of UTF-8 that it may have.</param>
public sealed record ReportOrder(
    IReadOnlyList<(SweepPlan Plan, string Id)> Sweeps, ReportFormat Format, double Level, double Rope, long MostBytes);
