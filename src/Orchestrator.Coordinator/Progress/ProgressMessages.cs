namespace Orchestrator.Coordinator.Progress;

/// <summary>Show the progress of a sweep, or of every sweep where the id is null, to this watcher.</summary>
internal sealed record Watch(string? SweepId, NewestStates Watcher);

/// <summary>The watcher is gone.</summary>
internal sealed record Unwatch(NewestStates Watcher);

/// <summary>The sweep has ended and is kept in memory no longer.</summary>
internal sealed record SweepPutAway(string SweepId);
