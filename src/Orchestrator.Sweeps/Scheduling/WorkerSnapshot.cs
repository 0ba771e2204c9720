namespace Orchestrator.Sweeps.Scheduling;

/// <summary>A worker as the scheduler sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FreeSlots">How many more bundles it takes now, from 0.</param>
public sealed record WorkerSnapshot(string Name, int FreeSlots);
