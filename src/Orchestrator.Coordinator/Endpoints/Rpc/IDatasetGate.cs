using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>Says which data set a submitted spec is about, and that it can be used. Thread-safe.</summary>
public interface IDatasetGate
{
    /// <summary>The content hash of the data set of <paramref name="spec"/>.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="uploaded">The hash that the client names; null where the data set is built in.</param>
    /// <param name="cancellation">Cancels the reading of an uploaded one.</param>
    /// <exception cref="SubmissionRefusedException">
    /// There is no such data set, its bytes are none, or its rows do not suffice for the sweep.
    /// </exception>
    Task<Digest> AdmitAsync(SweepSpec spec, Digest? uploaded, CancellationToken cancellation);
}
