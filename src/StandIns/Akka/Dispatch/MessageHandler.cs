namespace Akka.Actor;

/// <summary>One registered handler; only called with messages of its type.</summary>
internal abstract class MessageHandler
{
    public abstract Type MessageType { get; }

    /// <summary>Whether nothing can come after this handler.</summary>
    public virtual bool CatchesAll => false;

    public abstract bool TryHandle(object message);
}

internal sealed class ActionHandler<T>(Action<T> handler, Predicate<T>? shouldHandle) : MessageHandler
{
    public override Type MessageType => typeof(T);

    public override bool CatchesAll => shouldHandle is null && typeof(T) == typeof(object);

    public override bool TryHandle(object message)
    {
        var typed = (T)message;
        if (shouldHandle is not null && !shouldHandle(typed))
        {
            return false;
        }
        handler(typed);
        return true;
    }
}

internal sealed class FuncHandler<T>(Func<T, bool> handler) : MessageHandler
{
    public override Type MessageType => typeof(T);

    public override bool TryHandle(object message) => handler((T)message);
}

internal sealed class TypedHandler(Type type, Action<object> handler, Predicate<object>? shouldHandle) : MessageHandler
{
    public override Type MessageType => type;

    public override bool CatchesAll => shouldHandle is null && type == typeof(object);

    public override bool TryHandle(object message)
    {
        if (shouldHandle is not null && !shouldHandle(message))
        {
            return false;
        }
        handler(message);
        return true;
    }
}
