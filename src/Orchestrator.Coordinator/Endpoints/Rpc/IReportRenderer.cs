using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>Renders the answer of a sweep so far. Thread-safe.</summary>
public interface IReportRenderer
{
    /// <summary>The report that was asked for.</summary>
    /// <param name="order">The sweeps, the format and its limits.</param>
    /// <param name="cancellation">Cancels the rendering.</param>
    /// <exception cref="ReportTooLargeException">It would be larger than it may.</exception>
    /// <exception cref="ReportRefusedException">There can be no such report.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<Report> RenderAsync(ReportOrder order, CancellationToken cancellation);
}
