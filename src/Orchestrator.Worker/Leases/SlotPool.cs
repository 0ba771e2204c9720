using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.Datasets;
using Orchestrator.Worker.Diagnostics;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Worker.Leases;

/// <summary>
/// The slots of a worker, for as long as it lives: leases wait in order for the next free slot. Thread-safe.
/// </summary>
internal sealed class SlotPool : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly LinkedList<HeldLease> _waiting = [];
    private readonly IReadOnlyList<ISlot> _slots;
    private readonly List<ISlot> _free;
    private readonly GpuUsage _gpus;
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SlotPool(IReadOnlyList<ISlot> slots)
    {
        _slots = slots;
        _free = [.. slots];
        _gpus = new GpuUsage(slots.Select(slot => slot.Device), Environment.GetEnvironmentVariable);
        Instruments.RecordSlots(busy: 0, _free.Count);
        Instruments.SlotCrashes.Add(0);
        Instruments.Attached.Record(0);
    }

    /// <summary>Ends with a <see cref="SlotStartException"/> when a slot turns out to be of no use.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Slots that run a lease.</summary>
    public int Busy
    {
        get
        {
            lock (_gate)
                return _slots.Count - _free.Count;
        }
    }

    /// <summary>Measures the resident memory of this process and those of the slots, in bytes.</summary>
    public long MeasureMemory()
    {
        var resident = Environment.WorkingSet + _slots.Sum(slot => slot.ResidentBytes);
        Instruments.RecordMemory(resident);
        return resident;
    }

    /// <summary>Measures the GPUs of the slots; gives their memory in use, in bytes: 0 without one.</summary>
    public long MeasureGpus() => _gpus.Measure();

    /// <summary>Runs the lease in the next slot that is free for it.</summary>
    public void Run(HeldLease lease)
    {
        lock (_gate)
            _waiting.AddLast(lease);
        Dispatch();
    }

    /// <summary>Takes a lease back that waits; false where a slot has it already.</summary>
    public bool TryTakeBack(HeldLease lease)
    {
        lock (_gate)
            return _waiting.Remove(lease);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var closing in _slots.Select(slot => slot.DisposeAsync().AsTask()).ToList())
            await closing.ConfigureAwait(false);
    }

    private void Dispatch()
    {
        while (Match() is { } match)
            _ = ServeAsync(match.Slot, match.Lease);
    }

    // The first lease that waits and has a free slot that will do; one that needs no GPU leaves the GPUs to others.
    private (ISlot Slot, HeldLease Lease)? Match()
    {
        lock (_gate)
        {
            foreach (var lease in _waiting)
            {
                var needsGpu = lease.Granted.Plan.Definition.Spec.Needs.Gpu;
                if (_free.Where(slot => IsGpu(slot) || !needsGpu).MinBy(IsGpu) is not { } slot)
                    continue;
                _waiting.Remove(lease);
                _free.Remove(slot);
                RecordSlots();
                return (slot, lease);
            }
        }

        return null;
    }

    private static bool IsGpu(ISlot slot) => new WorkerSlot(slot.Device).IsGpu;

    private async Task ServeAsync(ISlot slot, HeldLease lease)
    {
        using (var telemetry = new LeaseTelemetry(lease.Granted, slot.Device, lease.Outgoing))
        {
            try
            {
                if (await PrepareAsync(lease).ConfigureAwait(false))
                    await slot.RunAsync(lease.Granted, telemetry, lease.Cancellation).ConfigureAwait(false);
            }
            catch (SlotStartException unusable)
            {
                _failed.TrySetException(unusable);
            }
        }

        lock (_gate)
        {
            _free.Add(slot);
            RecordSlots();
        }

        lease.Ended(lease);
        Dispatch();
    }

    private void RecordSlots() => Instruments.RecordSlots(_slots.Count - _free.Count, _free.Count);

    // False where the lease has ended already, which has been said.
    private static async Task<bool> PrepareAsync(HeldLease lease)
    {
        if (lease.Prepare is not { } prepare)
            return true;
        try
        {
            await prepare(lease.Granted, lease.Cancellation).ConfigureAwait(false);
            return true;
        }
        catch (BlobException missing)
        {
            foreach (var trial in lease.Granted.Trials)
            {
                lease.Outgoing.TryWrite(
                    new TrialThrew(lease.Granted.Lease, trial.Index, missing.Message, Retryable: true));
            }
        }
        catch (OperationCanceledException)
        {
            // Handed back below.
        }

        lease.Outgoing.TryWrite(new LeaseReturned(lease.Granted.Lease));
        return false;
    }
}
