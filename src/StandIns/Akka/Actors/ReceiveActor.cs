namespace Akka.Actor;

/// <summary>
/// An actor whose handlers are registered by message type, in the constructor or in a method given to
/// <see cref="Become(Action)"/>. The first registered handler that fits wins.
/// </summary>
public abstract class ReceiveActor : UntypedActor
{
    private HandlerSet? _open = new();
    private readonly HandlerSet _initial;

    /// <summary>Handlers may be registered from here on.</summary>
    protected ReceiveActor()
    {
        _initial = _open!;
        OwnCell.SetInitialBehavior(_initial.Handle);
    }

    private HandlerSet Open => _open ?? throw new InvalidOperationException(
        "You may only call Receive-methods when constructing the actor and inside Become().");

    /// <summary>Not used: handlers are registered.</summary>
    protected sealed override void OnReceive(object message) => _initial.Handle(message);

    /// <summary>Replaces the handlers by those that <paramref name="configure"/> registers.</summary>
    protected void Become(Action configure) => OwnCell.Become(Configured(configure).Handle);

    /// <summary>Puts the handlers that <paramref name="configure"/> registers on top of the present ones.</summary>
    protected void BecomeStacked(Action configure) => OwnCell.BecomeStacked(Configured(configure).Handle);

    /// <summary>
    /// Handles messages of type <typeparamref name="T"/> that satisfy the predicate, if there is one.
    /// </summary>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Open.Add(new ActionHandler<T>(handler, shouldHandle));

    /// <summary>Handles messages of type <typeparamref name="T"/> that satisfy the predicate.</summary>
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Handles messages of a type that satisfy the predicate, if there is one.</summary>
    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        Open.Add(new TypedHandler(messageType, handler, shouldHandle));

    /// <summary>Handles messages of type <typeparamref name="T"/> for which the function says true.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Open.Add(new FuncHandler<T>(handler));

    /// <summary>
    /// Handles messages of type <typeparamref name="T"/>; the next message waits until the task has ended.
    /// </summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null)
    {
        var cell = OwnCell;
        Receive(message => cell.RunTask(() => handler(message)), shouldHandle);
    }

    /// <summary>Handles messages of type <typeparamref name="T"/> that satisfy the predicate.</summary>
    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) =>
        ReceiveAsync(handler, shouldHandle);

    /// <summary>Handles every message that no earlier handler took; must be the last.</summary>
    protected void ReceiveAny(Action<object> handler) =>
        Open.Add(new ActionHandler<object>(handler, shouldHandle: null));

    /// <summary>Handles every message that no earlier handler took; must be the last.</summary>
    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync(handler);

    internal override void Constructed() => _open = null;

    private HandlerSet Configured(Action configure)
    {
        var outer = _open;
        var handlers = new HandlerSet();
        _open = handlers;
        try
        {
            configure();
        }
        finally
        {
            _open = outer;
        }
        return handlers;
    }
}
