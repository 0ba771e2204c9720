using Orchestrator.Coordinator.Progress;

namespace Orchestrator.Host.Display;

/// <summary>Shows a sweep's progress while it runs.</summary>
internal interface IProgressDisplay
{
    /// <summary>Follows the states until the last one, which it returns; null where there was none.</summary>
    /// <exception cref="OperationCanceledException">The states were cancelled.</exception>
    Task<SweepProgress?> FollowAsync(IAsyncEnumerable<SweepProgress> states, CancellationToken cancellation);
}
