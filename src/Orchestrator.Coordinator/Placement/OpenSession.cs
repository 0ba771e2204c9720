using Akka.Actor;
using Orchestrator.Coordinator.Diagnostics;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Placement;

/// <summary>The free slots of an attached worker.</summary>
internal sealed class OpenSession
{
    private readonly Dictionary<SlotKind, int> _free;
    private readonly HashSet<Digest> _datasets;

    public OpenSession(SessionOpened opened)
    {
        (Worker, Actor) = (opened.Worker, opened.Session);
        _free = opened.Offer.Slots.GroupBy(SlotKind.Of).ToDictionary(slots => slots.Key, slots => slots.Count());
        _datasets = [.. opened.Offer.Datasets];
        (Cpu, Gpu) = (Free(opened.Offer, isGpu: false), Free(opened.Offer, isGpu: true));
    }

    public string Worker { get; }

    public IActorRef Actor { get; }

    public int FreeCount => Cpu.Free + Gpu.Free;

    /// <summary>Its CPU slots.</summary>
    public SlotCount Cpu { get; private set; }

    /// <summary>Its GPU slots.</summary>
    public SlotCount Gpu { get; private set; }

    public void Take(SlotKind slot)
    {
        _free[slot]--;
        Count(slot, new SlotCount(Busy: 1, Free: -1));
    }

    public void Free(SlotKind slot)
    {
        _free[slot]++;
        Count(slot, new SlotCount(Busy: -1, Free: 1));
    }

    /// <summary>The worker has fetched this data set by now.</summary>
    public void Fetched(Digest dataset) => _datasets.Add(dataset);

    public FreeWorker Offered() => new(Worker, [.. _free.Select(slots => new FreeSlots(slots.Key, slots.Value))])
    {
        Datasets = _datasets,
    };

    private static SlotCount Free(WorkerOffer offer, bool isGpu) =>
        new(Busy: 0, offer.Slots.Count(slot => slot.IsGpu == isGpu));

    private void Count(SlotKind slot, SlotCount change) =>
        (Cpu, Gpu) = slot.IsGpu ? (Cpu, Gpu + change) : (Cpu + change, Gpu);
}
