using Akka.Actor;
using Orchestrator.Coordinator.Diagnostics;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Placement;

/// <summary>The free slots of an attached worker.</summary>
internal sealed class OpenSession
{
    private readonly Dictionary<SlotKind, int> _free;
    private readonly HashSet<Digest> _datasets;
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

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

    /// <summary>Whether there are sweeps that it cannot run.</summary>
    public bool RefusesSome => _refused.Count > 0;

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

    /// <summary>The worker cannot run this sweep.</summary>
    public void Refuse(string sweepId, string reason) => _refused[sweepId] = reason;

    /// <summary>Why the worker cannot run a sweep; null where it has not said so.</summary>
    public string? RefusalOf(string sweepId) => _refused.GetValueOrDefault(sweepId);

    /// <summary>Whether it has slots, free or not, that suffice.</summary>
    public bool Suffices(SweepNeeds needs) => _free.Keys.Any(slot => slot.Suffices(needs));

    public FreeWorker Offered() => new(Worker, [.. _free.Select(slots => new FreeSlots(slots.Key, slots.Value))])
    {
        Datasets = _datasets,
    };

    private static SlotCount Free(WorkerOffer offer, bool isGpu) =>
        new(Busy: 0, offer.Slots.Count(slot => slot.IsGpu == isGpu));

    private void Count(SlotKind slot, SlotCount change) =>
        (Cpu, Gpu) = slot.IsGpu ? (Cpu, Gpu + change) : (Cpu + change, Gpu);
}
