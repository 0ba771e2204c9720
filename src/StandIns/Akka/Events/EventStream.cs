using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Publish and subscribe by type: a subscriber gets every event that is assignable to its channel.</summary>
public class EventStream
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<Type, IActorRef[]> _byEventType = new();
    private readonly Dictionary<Type, HashSet<IActorRef>> _channels = [];
    private readonly HashSet<IActorRef> _subscribers = [];

    internal EventStream()
    {
    }

    /// <summary>Subscribes; false if that was so already. A subscriber that stops is taken off.</summary>
    public bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_lock)
        {
            if (!_channels.TryGetValue(channel, out var subscribers))
            {
                _channels.Add(channel, subscribers = []);
            }
            var added = subscribers.Add(subscriber);
            _subscribers.Add(subscriber);
            _byEventType.Clear();
            return added;
        }
    }

    /// <summary>Takes a subscriber off one channel; false if it was not on it.</summary>
    public bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        lock (_lock)
        {
            var removed = _channels.TryGetValue(channel, out var subscribers) && subscribers.Remove(subscriber);
            _byEventType.Clear();
            return removed;
        }
    }

    /// <summary>Takes a subscriber off all channels; false if it was on none.</summary>
    public bool Unsubscribe(IActorRef subscriber)
    {
        lock (_lock)
        {
            if (!_subscribers.Remove(subscriber))
            {
                return false;
            }
            var removed = false;
            foreach (var subscribers in _channels.Values)
            {
                removed |= subscribers.Remove(subscriber);
            }
            _byEventType.Clear();
            return removed;
        }
    }

    /// <summary>Sends an event to all whose channel it fits, each of them once.</summary>
    public void Publish(object @event)
    {
        var type = @event.GetType();
        if (!_byEventType.TryGetValue(type, out var receivers))
        {
            lock (_lock)
            {
                receivers = [.. _channels.Where(c => c.Key.IsAssignableFrom(type)).SelectMany(c => c.Value).Distinct()];
                _byEventType[type] = receivers;
            }
        }
        foreach (var receiver in receivers)
        {
            receiver.Tell(@event, ActorRefs.NoSender);
        }
    }
}
