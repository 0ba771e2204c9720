using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Leases;

/// <summary>What a worker may say of itself when it attaches.</summary>
internal static class WorkerOfferChecks
{
    private const int LongestName = 128;
    private const int MostSlots = 1024;
    private const int MostDatasets = 1000;

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static string? ProblemOf(WorkerAttached attached)
    {
        if (attached.Worker.Length is 0 or > LongestName
            || !attached.Worker.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            return $"a worker is named by 1 to {LongestName} letters, digits, '-', '_' and '.'";
        if (attached.Offer.Slots.Count is 0 or > MostSlots)
            return $"a worker has 1 to {MostSlots} slots, not {attached.Offer.Slots.Count}";
        if (attached.Offer.Slots.Any(slot => slot.MemoryBytes < 0))
            return "a slot's memory is 0 (unknown) or more bytes";
        return attached.Offer.Datasets.Count > MostDatasets
            ? $"a worker names at most {MostDatasets} data sets"
            : null;
    }
}
