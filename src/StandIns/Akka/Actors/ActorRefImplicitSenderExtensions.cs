namespace Akka.Actor;

/// <summary>Sending with the running actor, if there is one, as the sender.</summary>
public static class ActorRefImplicitSenderExtensions
{
    /// <summary>
    /// Tells <paramref name="message"/>; the sender is the actor on whose thread this runs, or nobody.
    /// </summary>
    public static void Tell(this IActorRef receiver, object message) =>
        receiver.Tell(message, Cell.Current?.Self!);

    /// <summary>Passes <paramref name="message"/> on with the original sender kept.</summary>
    public static void Forward(this IActorRef receiver, object message) =>
        receiver.Tell(message, Cell.Current?.Sender!);
}
