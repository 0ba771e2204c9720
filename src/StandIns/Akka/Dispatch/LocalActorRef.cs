namespace Akka.Actor;

/// <summary>The reference to an actor of this process.</summary>
internal sealed class LocalActorRef : ActorRefBase
{
    private LocalActorRef(LocalActorSystem system, Props props, ActorRefBase parent, ActorPath path)
    {
        Path = path;
        Cell = new Cell(system, props, this, parent);
    }

    public override ActorPath Path { get; }

    public Cell Cell { get; }

    internal override LocalActorSystem LocalSystem => Cell.LocalSystem;

    public static LocalActorRef Create(LocalActorSystem system, Props props, Cell parent, string name) =>
        new(system, props, parent.SelfRef, parent.SelfRef.Path.Incarnation(name, system.NextUid()));

    public static LocalActorRef CreateTop(LocalActorSystem system, Props props, ActorRefBase root, string name) =>
        new(system, props, root, root.Path.Incarnation(name, 0));

    public override void Tell(object message, IActorRef sender) => Cell.Send(message, sender);

    internal override void SendSystem(SystemMessage message) => Cell.SendSystem(message);
}
