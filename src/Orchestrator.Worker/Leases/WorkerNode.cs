using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Leases;

/// <summary>
/// A node that runs bundles: takes leases from its coordinator's stream, runs each on a free slot, and streams what
/// comes of them. Runs once, from <see cref="RunAsync"/> until the stream ends or the token is cancelled; then every
/// slot hands back what it holds.
/// </summary>
public sealed class WorkerNode
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(10);

    private readonly WorkerOptions _options;
    private readonly IBundleRunner _runner;
    private readonly TimeProvider _time;

    /// <summary>A node that runs bundles with <paramref name="runner"/>.</summary>
    public WorkerNode(WorkerOptions options, IBundleRunner runner, TimeProvider time)
    {
        _options = options;
        _runner = runner;
        _time = time;
    }

    /// <summary>
    /// Attaches and works until <paramref name="incoming"/> ends or <paramref name="stop"/> is cancelled. Leases under
    /// way are handed back with what they have; <paramref name="outgoing"/> is completed at the end.
    /// </summary>
    public async Task RunAsync(
        ChannelReader<CoordinatorMessage> incoming, ChannelWriter<WorkerMessage> outgoing, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var slots = new SlotPool(_options, _runner, outgoing, ending.Token);
        outgoing.TryWrite(new WorkerAttached(_options.Name, Offer()));
        var heartbeat = _time.CreateTimer(
            _ => outgoing.TryWrite(new WorkerHeartbeat(_options.Name)), null, HeartbeatInterval, HeartbeatInterval);
        await using (heartbeat.ConfigureAwait(false))
        {
            try
            {
                await foreach (var message in incoming.ReadAllAsync(stop).ConfigureAwait(false))
                    slots.Handle(message);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The worker drains: what its slots hold is handed back below.
            }
            finally
            {
                await ending.CancelAsync().ConfigureAwait(false);
                await slots.DrainAsync().ConfigureAwait(false);
                outgoing.TryComplete();
            }
        }
    }

    private WorkerOffer Offer() => new([.. _options.Devices.Select(device => new WorkerSlot(device))])
    {
        Host = Environment.MachineName,
        ProcessId = Environment.ProcessId,
    };
}
