using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.Execution;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Worker.Leases;

/// <summary>
/// A node in its coordinator's own process: takes leases from one channel, runs each on a free slot, and streams what
/// comes of them to another. Runs once, from <see cref="RunAsync"/> until the stream ends or the token is cancelled;
/// then every slot hands back what it holds.
/// </summary>
public sealed class WorkerNode
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(10);

    private readonly WorkerOptions _options;
    private readonly WorkerSlots _slots;
    private readonly TimeProvider _time;

    /// <summary>A node whose slots are threads that run bundles with <paramref name="runner"/>.</summary>
    public WorkerNode(WorkerOptions options, IBundleRunner runner, TimeProvider time)
        : this(options, WorkerSlots.Threads(runner), time)
    {
    }

    /// <summary>A node with slots of any kind.</summary>
    public WorkerNode(WorkerOptions options, WorkerSlots slots, TimeProvider time) =>
        (_options, _slots, _time) = (options, slots, time);

    /// <summary>
    /// Attaches and works until <paramref name="incoming"/> ends or <paramref name="stop"/> is cancelled. Leases under
    /// way are handed back with what they have; <paramref name="outgoing"/> is completed at the end.
    /// </summary>
    /// <exception cref="SlotStartException">The processes of its slots do not start.</exception>
    public async Task RunAsync(
        ChannelReader<CoordinatorMessage> incoming, ChannelWriter<WorkerMessage> outgoing, CancellationToken stop)
    {
        var pool = new SlotPool(_slots.Open(_options, NullLogger.Instance));
        await using (pool.ConfigureAwait(false))
        {
            var leases = new HeldLeases(pool, outgoing);
            outgoing.TryWrite(new WorkerAttached(_options.Name, _options.ToOffer()));
            var heartbeat = _time.CreateTimer(
                _ => outgoing.TryWrite(new WorkerHeartbeat(_options.Name) { BusySlots = pool.Busy }),
                null, HeartbeatInterval, HeartbeatInterval);
            await using (heartbeat.ConfigureAwait(false))
            {
                try
                {
                    await ReadAsync(incoming, leases, pool, stop).ConfigureAwait(false);
                }
                finally
                {
                    leases.Close();
                    leases.CancelAll();
                    await leases.Idle.ConfigureAwait(false);
                    outgoing.TryComplete();
                }
            }
        }
    }

    private static async Task ReadAsync(
        ChannelReader<CoordinatorMessage> incoming, HeldLeases leases, SlotPool pool, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = HandleAllAsync();
        if (await Task.WhenAny(reading, pool.Failed).ConfigureAwait(false) == pool.Failed)
            await ending.CancelAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(false);
        if (pool.Failed.IsFaulted)
            await pool.Failed.ConfigureAwait(false);

        async Task HandleAllAsync()
        {
            try
            {
                await foreach (var message in incoming.ReadAllAsync(ending.Token).ConfigureAwait(false))
                    leases.Handle(message);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // The worker leaves: what its slots hold is handed back.
            }
        }
    }
}
