using System.Collections.Concurrent;

namespace Akka.Actor;

/// <summary>The scheduler on the system's time provider.</summary>
internal sealed class SystemScheduler(TimeProvider time) : IScheduler
{
    /// <summary>Keeps timers alive that nobody else refers to.</summary>
    private readonly ConcurrentDictionary<object, ITimer> _timers = new();

    public DateTimeOffset Now => time.GetUtcNow();

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender) =>
        Start(delay, Timeout.InfiniteTimeSpan, receiver, message, sender, cancelable: null);

    public void ScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Start(delay, Timeout.InfiniteTimeSpan, receiver, message, sender, cancelable);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender) =>
        Start(initialDelay, interval, receiver, message, sender, cancelable: null);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef sender,
        ICancelable cancelable) =>
        Start(initialDelay, interval, receiver, message, sender, cancelable);

    public void CancelAll()
    {
        foreach (var key in _timers.Keys)
        {
            End(key);
        }
    }

    private void Start(
        TimeSpan first,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef sender,
        ICancelable? cancelable)
    {
        if (cancelable is { IsCancellationRequested: true })
        {
            return;
        }
        var key = new object();
        var timer = time.CreateTimer(
            _ =>
            {
                if (cancelable is not { IsCancellationRequested: true })
                {
                    receiver.Tell(message, sender);
                }
                if (interval == Timeout.InfiniteTimeSpan)
                {
                    End(key);
                }
            },
            state: null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        _timers[key] = timer;
        timer.Change(first, interval);
        cancelable?.Token.Register(() => End(key));
    }

    private void End(object key)
    {
        if (_timers.TryRemove(key, out var timer))
        {
            timer.Dispose();
        }
    }
}
