using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The scheduler on the system's time provider.</summary>
internal sealed class SystemScheduler(TimeProvider time, ILoggingAdapter log) : SchedulerBase(Config.Empty, log)
{
    /// <summary>Keeps timers alive that nobody else refers to.</summary>
    private readonly ConcurrentDictionary<object, ITimer> _timers = new();
    private readonly long _start = time.GetTimestamp();

    public override TimeSpan MonotonicClock => time.GetElapsedTime(_start);

    public override TimeSpan HighResMonotonicClock => MonotonicClock;

    protected override DateTimeOffset TimeNow => time.GetUtcNow();

    protected override void InternalScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Start(delay, Timeout.InfiniteTimeSpan, () => receiver.Tell(message, sender), cancelable);

    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef sender,
        ICancelable? cancelable) =>
        Start(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Start(delay, Timeout.InfiniteTimeSpan, action, cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Start(delay, Timeout.InfiniteTimeSpan, action.Run, cancelable);

    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Start(initialDelay, interval, action, cancelable);

    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Start(initialDelay, interval, action.Run, cancelable);

    private void Start(TimeSpan first, TimeSpan interval, Action action, ICancelable? cancelable)
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
                    Run(action);
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

    private void Run(Action action)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // an exception on a timer's thread would end the process
        catch (Exception cause)
#pragma warning restore CA1031
        {
            Log.Error(cause, "Scheduled action failed");
        }
    }

    private void End(object key)
    {
        if (_timers.TryRemove(key, out var timer))
        {
            timer.Dispose();
        }
    }
}
