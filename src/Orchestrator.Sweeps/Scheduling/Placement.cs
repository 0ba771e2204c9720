namespace Orchestrator.Sweeps.Scheduling;

/// <summary>One line of a placement plan: this bundle goes to this worker.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="Sweep">The id of the bundle's sweep.</param>
/// <param name="Bundle">The bundle's index in its sweep's plan.</param>
public sealed record Placement(string Worker, string Sweep, int Bundle);
