using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Leases;

/// <summary>A lease that a session holds, waiting for a slot or in one.</summary>
/// <param name="granted">The lease.</param>
/// <param name="outgoing">Where what comes of it goes.</param>
internal sealed class HeldLease(LeaseGranted granted, ChannelWriter<WorkerMessage> outgoing)
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The lease.</summary>
    public LeaseGranted Granted => granted;

    /// <summary>Where what comes of it goes.</summary>
    public ChannelWriter<WorkerMessage> Outgoing => outgoing;

    /// <summary>Cancelled when the lease is to stop.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Brings to the worker what the lease needs; null: it is there.</summary>
    public Func<LeaseGranted, CancellationToken, Task>? Prepare { get; init; }

    /// <summary>Is called once the lease has ended, which has been said.</summary>
    public required Action<HeldLease> Ended { get; init; }

    /// <summary>Asks the lease to stop. The source is left to the collector: it has no timer.</summary>
    public void Cancel() => _cancellation.Cancel();
}
