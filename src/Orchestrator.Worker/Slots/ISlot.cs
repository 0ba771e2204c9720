using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Slots;

/// <summary>A slot of a worker: runs one lease at a time. Disposing stops what runs.</summary>
internal interface ISlot : IAsyncDisposable
{
    /// <summary>The device that it runs bundles on: <c>cpu</c> or <c>cuda:N</c>.</summary>
    string Device { get; }

    /// <summary>Resident memory of the slot's own process, in bytes; 0 for a slot without one.</summary>
    long ResidentBytes { get; }

    /// <summary>
    /// Runs the lease and ends once it is over: the last message is its <see cref="LeaseReturned"/> or
    /// <see cref="SlotCrashed"/>. Not to be called again before.
    /// </summary>
    /// <exception cref="SlotStartException">The slot cannot be used at all; the lease was handed back.</exception>
    Task RunAsync(LeaseGranted granted, ChannelWriter<WorkerMessage> outgoing, CancellationToken cancellation);
}
