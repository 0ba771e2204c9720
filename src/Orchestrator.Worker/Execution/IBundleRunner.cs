using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Execution;

/// <summary>
/// Runs the bundle of a lease in one slot. Thread-safe; several run at a time, each on a thread of its own.
/// </summary>
public interface IBundleRunner
{
    /// <summary>
    /// Runs the leased trials, telling <paramref name="outgoing"/> of each result, failure and generator fit as it
    /// comes, and by <see cref="TrialsStarted"/> of the trials that it works on next: each such message replaces the
    /// one before. What goes wrong is reported of the trials concerned. Returns early, with the rest unreported, when
    /// <paramref name="cancellation"/> is asked for. Does not report the end of the lease.
    /// </summary>
    /// <exception cref="OutOfMemoryException">
    /// Memory ran out; nothing else is thrown. The slot then counts as crashed, with the trials under way as suspects.
    /// </exception>
    void Run(
        LeaseGranted granted, string worker, string device, ChannelWriter<WorkerMessage> outgoing,
        CancellationToken cancellation);
}
