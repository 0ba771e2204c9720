using Orchestrator.Coordinator.Progress;

namespace Orchestrator.Host.Display;

/// <summary>Shows nothing.</summary>
internal sealed class QuietDisplay : IProgressDisplay
{
    public async Task<SweepProgress?> FollowAsync(
        IAsyncEnumerable<SweepProgress> states, CancellationToken cancellation)
    {
        SweepProgress? last = null;
        await foreach (var state in states.WithCancellation(cancellation))
            last = state;
        return last;
    }
}
