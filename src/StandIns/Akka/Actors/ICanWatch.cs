namespace Akka.Actor;

/// <summary>Death watch.</summary>
public interface ICanWatch
{
    /// <summary>Asks for a <see cref="Terminated"/> message when <paramref name="subject"/> has stopped.</summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>As <see cref="Watch"/>, with a message of the caller's own.</summary>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Withdraws the watch; a notice already queued is not delivered either.</summary>
    IActorRef Unwatch(IActorRef subject);
}
