namespace Akka.Actor;

/// <summary>What an actor sees of its surroundings. Only to be used by the actor itself, on its own turn.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    /// <summary>The actor itself.</summary>
    IActorRef Self { get; }

    /// <summary>How the actor was made.</summary>
    Props Props { get; }

    /// <summary>Who sent the message at hand; dead letters if nobody did.</summary>
    IActorRef Sender { get; }

    /// <summary>The system.</summary>
    ActorSystem System { get; }

    /// <summary>The supervisor.</summary>
    IActorRef Parent { get; }

    /// <summary>The time set by <see cref="SetReceiveTimeout"/>.</summary>
    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Replaces the behaviour.</summary>
    void Become(Receive receive);

    /// <summary>Puts a behaviour on top of the present one.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Takes the topmost behaviour away, if another lies below it.</summary>
    void UnbecomeStacked();

    /// <summary>The child of that name, or <see cref="ActorRefs.Nobody"/>.</summary>
    IActorRef Child(string name);

    /// <summary>The children that live now.</summary>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>
    /// Stops a child, or the actor itself, after the message it is at; the rest goes to dead letters.
    /// </summary>
    void Stop(IActorRef child);

    /// <summary>
    /// Sends <see cref="Actor.ReceiveTimeout"/> after that long without a message; null switches it off.
    /// </summary>
    void SetReceiveTimeout(TimeSpan? timeout);
}
