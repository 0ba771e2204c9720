using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol.V1;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>Renders the answer of a sweep so far. Thread-safe.</summary>
public interface IReportRenderer
{
    /// <summary>The report of a sweep.</summary>
    /// <param name="plan">The sweep's plan.</param>
    /// <param name="sweepId">The sweep's id.</param>
    /// <param name="format">Text, CSV or JSON.</param>
    /// <param name="mostBytes">The most bytes of UTF-8 that it may have.</param>
    /// <param name="cancellation">Cancels the rendering.</param>
    /// <exception cref="ReportTooLargeException">It would have more.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<Report> RenderAsync(
        SweepPlan plan, string sweepId, ReportFormat format, long mostBytes, CancellationToken cancellation);
}
