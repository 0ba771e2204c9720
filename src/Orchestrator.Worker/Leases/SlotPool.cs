using System.Collections.Concurrent;
using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Leases;

/// <summary>
/// The slots of a worker: a thread each, since training is long and synchronous. Leases wait in order for the next free
/// slot. Used by one thread; only the slots themselves run beside it.
/// </summary>
internal sealed class SlotPool
{
    private readonly Channel<RunningLease> _waiting = Channel.CreateUnbounded<RunningLease>();
    private readonly ConcurrentDictionary<LeaseId, RunningLease> _leases = [];
    private readonly ChannelWriter<WorkerMessage> _outgoing;
    private readonly CancellationToken _stop;
    private readonly Task[] _slots;

    public SlotPool(
        WorkerOptions options, IBundleRunner runner, ChannelWriter<WorkerMessage> outgoing, CancellationToken stop)
    {
        _outgoing = outgoing;
        _stop = stop;
        _slots = [.. options.Devices.Select(device => Task.Factory.StartNew(
            () => Serve(options.Name, device, runner), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
    }

    public void Handle(CoordinatorMessage message)
    {
        switch (message)
        {
            case LeaseGranted granted:
                var lease = new RunningLease(granted, CancellationTokenSource.CreateLinkedTokenSource(_stop));
                _leases[granted.Lease] = lease;
                _waiting.Writer.TryWrite(lease);
                break;
            case LeaseRevoked revoked when _leases.TryRemove(revoked.Lease, out var running):
                running.Cancellation.Cancel();
                break;
        }
    }

    /// <summary>
    /// Ends when every slot has stopped. The token must have been cancelled, or else it lasts until all is done.
    /// </summary>
    public Task DrainAsync()
    {
        _waiting.Writer.TryComplete();
        return Task.WhenAll(_slots);
    }

    private void Serve(string worker, string device, IBundleRunner runner)
    {
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_waiting.Reader.TryRead(out var lease))
            {
                runner.Run(lease.Granted, worker, device, _outgoing, lease.Cancellation.Token);
                _outgoing.TryWrite(new LeaseReturned(lease.Granted.Lease));
                // Whoever takes the lease out may use its source; a revoked one is left to the collector.
                if (_leases.TryRemove(lease.Granted.Lease, out _))
                    lease.Cancellation.Dispose();
            }
        }
    }

    private sealed record RunningLease(LeaseGranted Granted, CancellationTokenSource Cancellation);
}
