namespace Akka.Actor;

/// <summary>An actor that uses timers; the system sets the property after the constructor has run.</summary>
public interface IWithTimers
{
    /// <summary>The timers; set by the system.</summary>
    ITimerScheduler Timers { get; set; }
}
