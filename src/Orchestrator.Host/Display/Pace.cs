using Orchestrator.Coordinator.Progress;

namespace Orchestrator.Host.Display;

/// <summary>How fast a sweep goes. What was in the store at the start does not count as speed.</summary>
/// <param name="PerSecond">Trials ended a second since the start.</param>
/// <param name="Left">The time left at that pace; null while nothing has ended.</param>
/// <param name="Elapsed">The time since the start.</param>
internal sealed record Pace(double PerSecond, TimeSpan? Left, TimeSpan Elapsed)
{
    public static Pace Of(SweepProgress progress, DateTimeOffset now)
    {
        var elapsed = now > progress.StartedAt ? now - progress.StartedAt : TimeSpan.Zero;
        var ended = progress.Completed + progress.Failed - progress.FromStore;
        var perSecond = elapsed > TimeSpan.Zero ? ended / elapsed.TotalSeconds : 0;
        var open = progress.Total - progress.Completed - progress.Failed;
        return new Pace(perSecond, perSecond > 0 ? TimeSpan.FromSeconds(open / perSecond) : null, elapsed);
    }
}
