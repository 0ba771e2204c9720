namespace Akka.Actor;

/// <summary>How a supervisor reacts to failures of its children.</summary>
public abstract class SupervisorStrategy
{
    private protected SupervisorStrategy()
    {
    }

    /// <summary>Restart without limit, but stop actors that cannot start, were killed or lost one they watch.</summary>
    public static SupervisorStrategy DefaultStrategy { get; } = new OneForOneStrategy(DefaultDecide);

    /// <summary>Stop every child that fails.</summary>
    public static SupervisorStrategy StoppingStrategy { get; } = new OneForOneStrategy(_ => Directive.Stop);

    private static Directive DefaultDecide(Exception cause) =>
        cause is ActorInitializationException or ActorKilledException or DeathPactException
            ? Directive.Stop
            : Directive.Restart;

    /// <summary>Carries the decision out; false if the supervisor is to fail itself.</summary>
    internal abstract bool HandleFailure(Cell supervisor, ChildRecord child, Exception cause);
}
