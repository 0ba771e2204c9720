using Akka.Actor;

namespace Akka.Persistence;

/// <summary>
/// A persistent actor whose handlers are registered by type, in the constructor; those for commands also in a method
/// given to <see cref="Become(Action)"/>.
/// </summary>
public abstract class ReceivePersistentActor : UntypedPersistentActor
{
    private readonly HandlerSet _recover = new();
    private readonly HandlerSet _commands = new();
    private HandlerSet? _open;
    private bool _constructed;

    /// <summary>Handlers may be registered from here on.</summary>
    protected ReceivePersistentActor()
    {
        _open = _commands;
        OwnCell.SetInitialBehavior(_commands.Handle);
    }

    private HandlerSet OpenCommands => _open ?? throw new InvalidOperationException(
        "You may only call Command-methods when constructing the actor and inside Become().");

    private HandlerSet OpenRecover => !_constructed ? _recover : throw new InvalidOperationException(
        "You may only call Recover-methods when constructing the actor.");

    /// <summary>Not used: handlers are registered.</summary>
    protected sealed override void OnCommand(object message) => _commands.Handle(message);

    /// <summary>Not used: handlers are registered.</summary>
    protected sealed override void OnRecover(object message)
    {
        if (!_recover.Handle(message))
        {
            Unhandled(message);
        }
    }

    /// <summary>Replaces the command handlers by those that <paramref name="configure"/> registers.</summary>
    protected void Become(Action configure) => OwnCell.Become(Configured(configure).Handle);

    /// <summary>
    /// Puts the command handlers that <paramref name="configure"/> registers on top of the present ones.
    /// </summary>
    protected void BecomeStacked(Action configure) => OwnCell.BecomeStacked(Configured(configure).Handle);

    /// <summary>
    /// Recovers from messages of type <typeparamref name="T"/> that satisfy the predicate, if there is one.
    /// </summary>
    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        OpenRecover.Add(new ActionHandler<T>(handler, shouldHandle));

    /// <summary>Recovers from messages of type <typeparamref name="T"/> that satisfy the predicate.</summary>
    protected void Recover<T>(Predicate<T> shouldHandle, Action<T> handler) => Recover(handler, shouldHandle);

    /// <summary>Recovers from messages of a type that satisfy the predicate, if there is one.</summary>
    protected void Recover(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        OpenRecover.Add(new TypedHandler(messageType, handler, shouldHandle));

    /// <summary>Recovers from messages of type <typeparamref name="T"/> for which the function says true.</summary>
    protected void Recover<T>(Func<T, bool> handler) => OpenRecover.Add(new FuncHandler<T>(handler));

    /// <summary>Recovers from every message that no earlier handler took; must be the last.</summary>
    protected void RecoverAny(Action<object> handler) => Recover(handler);

    /// <summary>
    /// Handles commands of type <typeparamref name="T"/> that satisfy the predicate, if there is one.
    /// </summary>
    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        OpenCommands.Add(new ActionHandler<T>(handler, shouldHandle));

    /// <summary>Handles commands of type <typeparamref name="T"/> that satisfy the predicate.</summary>
    protected void Command<T>(Predicate<T> shouldHandle, Action<T> handler) => Command(handler, shouldHandle);

    /// <summary>Handles commands of a type that satisfy the predicate, if there is one.</summary>
    protected void Command(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        OpenCommands.Add(new TypedHandler(messageType, handler, shouldHandle));

    /// <summary>Handles commands of type <typeparamref name="T"/> for which the function says true.</summary>
    protected void Command<T>(Func<T, bool> handler) => OpenCommands.Add(new FuncHandler<T>(handler));

    /// <summary>Handles every command that no earlier handler took; must be the last.</summary>
    protected void Command(Action<object> handler) => Command<object>(handler);

    /// <summary>Handles every command that no earlier handler took; must be the last.</summary>
    protected void CommandAny(Action<object> handler) => Command<object>(handler);

    /// <summary>Handles commands of type <typeparamref name="T"/>; the next waits until the task has ended.</summary>
    protected void CommandAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Command(command => RunTask(() => handler(command)), shouldHandle);

    /// <summary>Handles commands of type <typeparamref name="T"/> that satisfy the predicate.</summary>
    protected void CommandAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) =>
        CommandAsync(handler, shouldHandle);

    /// <summary>Handles every command that no earlier handler took; must be the last.</summary>
    protected void CommandAnyAsync(Func<object, Task> handler) => CommandAsync(handler);

    internal override void Constructed()
    {
        _open = null;
        _constructed = true;
    }

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
