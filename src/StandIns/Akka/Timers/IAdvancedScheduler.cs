namespace Akka.Actor;

/// <summary>Runs actions later; what an actor has to do later is better sent to it as a message.</summary>
public interface IAdvancedScheduler : IActionScheduler
{
}
