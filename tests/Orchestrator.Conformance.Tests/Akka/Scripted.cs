using Akka.Actor;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>An actor whose handlers and hooks a test writes in place; the script runs for each new instance.</summary>
public sealed class Scripted : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    public Scripted(Action<Scripted> script) => script(this);

    public static Props Of(Action<Scripted> script) => Props.Create(() => new Scripted(script));

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    public Action? Starting { get; set; }

    public Action? Stopping { get; set; }

    public Action<Exception, object>? Failing { get; set; }

    public Action<Exception>? Restarted { get; set; }

    public SupervisorStrategy? Strategy { get; set; }

    public IActorContext Ctx { get; } = Context;

    public IActorRef Me => Self;

    public IActorRef From => Sender;

    public void On<T>(Action<T> handler, Predicate<T>? when = null) => Receive(handler, when);

    public void OnAsync<T>(Func<T, Task> handler) => ReceiveAsync(handler);

    public void OnFunc<T>(Func<T, bool> handler) => Receive(handler);

    public void OnAny(Action<object> handler) => ReceiveAny(handler);

    public void Switch(Action configure) => Become(configure);

    public void Push(Action configure) => BecomeStacked(configure);

    public void Pop() => UnbecomeStacked();

    protected override void PreStart()
    {
        base.PreStart();
        Starting?.Invoke();
    }

    protected override void PostStop()
    {
        Stopping?.Invoke();
        base.PostStop();
    }

    protected override void PreRestart(Exception reason, object message)
    {
        Failing?.Invoke(reason, message);
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        Restarted?.Invoke(reason);
        base.PostRestart(reason);
    }

    protected override SupervisorStrategy SupervisorStrategy() => Strategy ?? base.SupervisorStrategy();
}
