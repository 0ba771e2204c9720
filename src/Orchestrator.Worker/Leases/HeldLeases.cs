using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Leases;

/// <summary>
/// The leases of one session with a coordinator: takes what it says, gives the slots their work. A lease that comes
/// when the worker drains goes back at once. Thread-safe.
/// </summary>
internal sealed class HeldLeases(SlotPool slots, ChannelWriter<WorkerMessage> outgoing)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<LeaseId, HeldLease> _held = [];
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;

    /// <summary>Brings to the worker what a lease needs; null: everything is there.</summary>
    public Func<LeaseGranted, CancellationToken, Task>? Prepare { get; init; }

    /// <summary>How many leases are held.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _held.Count;
        }
    }

    /// <summary>Ends when the book is closed and the last lease has ended.</summary>
    public Task Idle => _idle.Task;

    /// <summary>Takes a lease, or stops one; other messages are not for the book.</summary>
    public void Handle(CoordinatorMessage message)
    {
        switch (message)
        {
            case LeaseGranted granted:
                Take(granted);
                break;
            case LeaseRevoked revoked:
                HeldLease? held;
                lock (_gate)
                    held = _held.GetValueOrDefault(revoked.Lease);
                if (held is not null)
                    Stop(held);
                break;
        }
    }

    /// <summary>Takes no more leases, and hands back those that no slot has begun.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
        foreach (var lease in Held().Where(slots.TryTakeBack))
            HandBack(lease);
        EndIfIdle();
    }

    /// <summary>Stops every lease.</summary>
    public void CancelAll()
    {
        foreach (var lease in Held())
            Stop(lease);
    }

    private List<HeldLease> Held()
    {
        lock (_gate)
            return [.. _held.Values];
    }

    private void Take(LeaseGranted granted)
    {
        var lease = new HeldLease(granted, outgoing) { Prepare = Prepare, Ended = Forget };
        bool taken;
        lock (_gate)
            taken = !_closed && _held.TryAdd(granted.Lease, lease);
        if (taken)
            slots.Run(lease);
        else
            outgoing.TryWrite(new LeaseReturned(granted.Lease));
    }

    private void Stop(HeldLease lease)
    {
        if (slots.TryTakeBack(lease))
            HandBack(lease);
        else
            lease.Cancel();
    }

    private void HandBack(HeldLease lease)
    {
        outgoing.TryWrite(new LeaseReturned(lease.Granted.Lease));
        Forget(lease);
    }

    private void Forget(HeldLease lease)
    {
        lock (_gate)
            _held.Remove(lease.Granted.Lease);
        EndIfIdle();
    }

    private void EndIfIdle()
    {
        lock (_gate)
        {
            if (!_closed || _held.Count > 0)
                return;
        }

        _idle.TrySetResult();
    }
}
