namespace Akka.Actor;

/// <summary>A scheduler's idea of time.</summary>
public interface ITimeProvider
{
    /// <summary>The time now.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Time since some moment; never goes back.</summary>
    TimeSpan MonotonicClock { get; }

    /// <summary>As <see cref="MonotonicClock"/>, as fine as it can be had.</summary>
    TimeSpan HighResMonotonicClock { get; }
}
