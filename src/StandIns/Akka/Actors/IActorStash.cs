namespace Akka.Actor;

/// <summary>An actor that has a stash.</summary>
public interface IActorStash
{
    /// <summary>The stash; set by the system.</summary>
    IStash Stash { get; set; }
}
