namespace Akka.Actor;

/// <summary>A handle to an actor; equal handles name the same incarnation. Safe to share between threads.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    /// <summary>Where the actor lives, with its incarnation number.</summary>
    ActorPath Path { get; }
}
