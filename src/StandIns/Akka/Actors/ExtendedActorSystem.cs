namespace Akka.Actor;

/// <summary>The system as serializers and extensions see it.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    private protected ExtendedActorSystem()
    {
    }
}
