using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Execution;

/// <summary>Runs the bundle of a lease in one slot. Thread-safe; several run at a time, each on a thread of its own.</summary>
public interface IBundleRunner
{
    /// <summary>
    /// Runs the leased trials, telling <paramref name="outgoing"/> of each result, failure and generator fit as it
    /// comes. Never throws: what goes wrong is reported of the trials concerned. Returns early, with the rest
    /// unreported, when <paramref name="cancellation"/> is asked for. Does not report the end of the lease.
    /// </summary>
    void Run(
        LeaseGranted granted, string worker, string device, ChannelWriter<WorkerMessage> outgoing,
        CancellationToken cancellation);
}
