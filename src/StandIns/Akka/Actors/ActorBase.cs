namespace Akka.Actor;

/// <summary>
/// Base of every actor. One message is handled at a time; fields need no locks as long as only the actor touches them.
/// An exception from a handler goes to the supervisor.
/// </summary>
public abstract class ActorBase
{
    private readonly Cell _cell;

    /// <summary>Only the system makes actors.</summary>
    /// <exception cref="ActorInitializationException">It was made by other means than <see cref="Props"/>.</exception>
    protected ActorBase()
    {
        _cell = Cell.Current ?? throw new ActorInitializationException(
            "You cannot create an instance of an actor explicitly using the constructor (new). Use ActorOf.");
        _cell.SetInitialBehavior(Receive);
    }

    /// <summary>The context of the actor whose turn this is.</summary>
    /// <exception cref="NotSupportedException">No actor's turn runs on this thread.</exception>
    protected static IActorContext Context => CurrentCell;

    /// <summary>A behaviour that handles nothing.</summary>
    protected static Receive EmptyReceive { get; } = static _ => false;

    /// <summary>The actor's own reference.</summary>
    protected IActorRef Self => _cell.SelfRef;

    /// <summary>Who sent the message at hand.</summary>
    protected IActorRef Sender => _cell.Sender;

    internal Cell OwnCell => _cell;

    private protected static Cell CurrentCell => Cell.Current ?? throw new NotSupportedException(
        "There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    /// <summary>Runs <see cref="PreStart"/>.</summary>
    public virtual void AroundPreStart() => PreStart();

    /// <summary>Runs <see cref="PostStop"/>.</summary>
    public virtual void AroundPostStop() => PostStop();

    /// <summary>Runs <see cref="PreRestart"/>.</summary>
    public virtual void AroundPreRestart(Exception cause, object message) => PreRestart(cause, message);

    /// <summary>Runs <see cref="PostRestart"/>.</summary>
    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);

    /// <summary>Handles a message; false if it is not one of the actor's.</summary>
    protected abstract bool Receive(object message);

    /// <summary>Runs a behaviour on a message, and <see cref="Unhandled"/> if it declines.</summary>
    protected virtual bool AroundReceive(Receive receive, object message)
    {
        var handled = receive(message);
        if (!handled)
        {
            Unhandled(message);
        }
        return handled;
    }

    /// <summary>
    /// Announces the message as unhandled; an unhandled <see cref="Terminated"/> makes the actor fail.
    /// </summary>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
        {
            throw new DeathPactException(terminated.ActorRef);
        }
        _cell.LocalSystem.Unhandled(message, Sender, Self);
    }

    /// <summary>Replaces the behaviour.</summary>
    protected void Become(Receive receive) => _cell.Become(receive);

    /// <summary>Puts a behaviour on top of the present one.</summary>
    protected void BecomeStacked(Receive receive) => _cell.BecomeStacked(receive);

    /// <summary>Takes the topmost behaviour away.</summary>
    protected void UnbecomeStacked() => _cell.UnbecomeStacked();

    /// <summary>As <see cref="IActorContext.SetReceiveTimeout"/>.</summary>
    protected void SetReceiveTimeout(TimeSpan? timeout) => _cell.SetReceiveTimeout(timeout);

    /// <summary>How this actor supervises its children; asked once per instance.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>Before the first message.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>After the last message.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>On the failed instance; stops the children and runs <see cref="PostStop"/>.</summary>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in _cell.GetChildren())
        {
            _cell.Unwatch(child);
            _cell.Stop(child);
        }
        PostStop();
    }

    /// <summary>On the new instance; runs <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    internal void Dispatch(Receive behavior, object message) => AroundReceive(behavior, message);

    internal SupervisorStrategy Strategy() => SupervisorStrategy();

    /// <summary>The constructor has run.</summary>
    internal virtual void Constructed()
    {
    }

    /// <summary>An async handler has ended without an exception.</summary>
    internal virtual void AsyncHandled()
    {
    }

    /// <summary>Gives messages that were put aside without the actor's knowledge back to the mailbox.</summary>
    internal virtual void ReleaseInternalStash()
    {
    }
}
