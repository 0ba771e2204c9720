using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>A scheduler whose time goes on only when the test says so. Only used on the test's thread.</summary>
public sealed class VirtualScheduler : SchedulerBase
{
    public static string Setting { get; } =
        $"akka.scheduler.implementation = \"{typeof(VirtualScheduler).AssemblyQualifiedName}\"";

    private readonly PriorityQueue<Entry, (TimeSpan Due, long Number)> _entries = new();
    private TimeSpan _now;
    private long _number;

    public VirtualScheduler(Config scheduler, ILoggingAdapter log)
        : base(scheduler, log)
    {
    }

    public override TimeSpan MonotonicClock => _now;

    public override TimeSpan HighResMonotonicClock => _now;

    protected override DateTimeOffset TimeNow => DateTimeOffset.UnixEpoch + _now;

    public static VirtualScheduler Of(ActorSystem system) => (VirtualScheduler)system.Scheduler;

    /// <summary>Lets time pass, running what becomes due, and the actors after each.</summary>
    public void Advance(TimeSpan span, Action afterEach)
    {
        var end = _now + span;
        while (_entries.TryPeek(out _, out var next) && next.Due <= end)
        {
            var entry = _entries.Dequeue();
            _now = next.Due;
            if (entry.Cancelable is not { IsCancellationRequested: true })
            {
                entry.Run();
                if (entry.Interval is { } interval)
                {
                    Add(interval, entry);
                }
            }
            afterEach();
        }
        _now = end;
    }

    protected override void InternalScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Add(delay, new Entry(() => receiver.Tell(message, sender), Interval: null, cancelable));

    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Add(initialDelay, new Entry(() => receiver.Tell(message, sender), interval, cancelable));

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Add(delay, new Entry(action, Interval: null, cancelable));

    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Add(delay, new Entry(action.Run, Interval: null, cancelable));

    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(initialDelay, new Entry(action, interval, cancelable));

    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Add(initialDelay, new Entry(action.Run, interval, cancelable));

    private void Add(TimeSpan delay, Entry entry) => _entries.Enqueue(entry, (_now + delay, _number++));

    private sealed record Entry(Action Run, TimeSpan? Interval, ICancelable? Cancelable);
}
