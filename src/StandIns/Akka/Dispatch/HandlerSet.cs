namespace Akka.Actor;

/// <summary>
/// The handlers of one behaviour. Which of them fit a message type is found once per type; a run of equal types costs
/// one comparison.
/// </summary>
internal sealed class HandlerSet
{
    private readonly List<MessageHandler> _handlers = [];
    private readonly Dictionary<Type, MessageHandler[]> _byType = [];
    private Type? _lastType;
    private MessageHandler[] _lastHandlers = [];
    private bool _sealed;

    public void Add(MessageHandler handler)
    {
        if (_sealed)
        {
            throw new InvalidOperationException(
                "A handler that catches all messages has been added. No handler can be added after that.");
        }
        _sealed = handler.CatchesAll;
        _handlers.Add(handler);
        _byType.Clear();
        _lastType = null;
    }

    public bool Handle(object message)
    {
        var type = message.GetType();
        var handlers = type == _lastType ? _lastHandlers : Find(type);
        foreach (var handler in handlers)
        {
            if (handler.TryHandle(message))
            {
                return true;
            }
        }
        return false;
    }

    private MessageHandler[] Find(Type type)
    {
        if (!_byType.TryGetValue(type, out var handlers))
        {
            handlers = [.. _handlers.Where(h => h.MessageType.IsAssignableFrom(type))];
            _byType.Add(type, handlers);
        }
        _lastType = type;
        _lastHandlers = handlers;
        return handlers;
    }
}
