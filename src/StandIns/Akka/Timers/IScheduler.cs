namespace Akka.Actor;

/// <summary>
/// Sends messages later, for code that is not an actor; actors use <see cref="IWithTimers"/>. Safe from any thread.
/// </summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>Runs actions later.</summary>
    IAdvancedScheduler Advanced { get; }
}
