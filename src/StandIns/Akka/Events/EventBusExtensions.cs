using Akka.Actor;

namespace Akka.Event;

/// <summary>The channel as a type argument.</summary>
public static class EventBusExtensions
{
    /// <summary>Subscribes to events of that type.</summary>
    public static bool Subscribe<TEvent>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Subscribe(subscriber, typeof(TEvent));

    /// <summary>Takes a subscriber off the channel of that type.</summary>
    public static bool Unsubscribe<TEvent>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Unsubscribe(subscriber, typeof(TEvent));
}
