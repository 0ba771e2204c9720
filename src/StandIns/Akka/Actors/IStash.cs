namespace Akka.Actor;

/// <summary>Where an actor puts messages aside for later.</summary>
public interface IStash
{
    /// <summary>Puts the message at hand aside.</summary>
    /// <exception cref="IllegalActorStateException">It has been put aside already.</exception>
    void Stash();

    /// <summary>Brings the oldest message back, before all that wait.</summary>
    void Unstash();

    /// <summary>Brings all messages back in their order, before all that wait.</summary>
    void UnstashAll();
}
