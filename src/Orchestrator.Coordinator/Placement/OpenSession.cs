using Akka.Actor;
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
        FreeCount = opened.Offer.Slots.Count;
    }

    public string Worker { get; }

    public IActorRef Actor { get; }

    public int FreeCount { get; private set; }

    public int BusyCount { get; private set; }

    public void Take(SlotKind slot)
    {
        _free[slot]--;
        FreeCount--;
        BusyCount++;
    }

    public void Free(SlotKind slot)
    {
        _free[slot]++;
        FreeCount++;
        BusyCount--;
    }

    /// <summary>The worker has fetched this data set by now.</summary>
    public void Fetched(Digest dataset) => _datasets.Add(dataset);

    public FreeWorker Offered() => new(Worker, [.. _free.Select(slots => new FreeSlots(slots.Key, slots.Value))])
    {
        Datasets = _datasets,
    };
}
