namespace Orchestrator.Sweeps.Scheduling;

/// <summary>A bundle that waits for a worker.</summary>
/// <param name="Sweep">The id of its sweep.</param>
/// <param name="Bundle">Its index in the sweep's plan.</param>
/// <param name="Cost">Its estimated cost, in the unit of <see cref="Planning.BundleCost"/>.</param>
/// <param name="Priority">Its sweep's priority: any bundle of a higher one goes before any of a lower one.</param>
public sealed record PendingBundle(string Sweep, int Bundle, double Cost, int Priority = 0);
