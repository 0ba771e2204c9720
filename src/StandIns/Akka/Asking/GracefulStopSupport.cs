namespace Akka.Actor;

/// <summary>Stopping an actor and waiting for its end.</summary>
public static class GracefulStopSupport
{
    /// <summary>Sends <see cref="PoisonPill"/>; true once the actor has stopped.</summary>
    /// <exception cref="TaskCanceledException">It took longer than <paramref name="timeout"/>.</exception>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) =>
        target.GracefulStop(timeout, PoisonPill.Instance);

    /// <summary>As above, with a message that makes the actor stop.</summary>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        if (target is not ActorRefBase { LocalSystem: { } system } reference)
        {
            return true;
        }
        var end = new EndRef(system);
        reference.SendSystem(new WatchActor(end));
        target.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            await end.Task.WaitAsync(timeout, system.Time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException cause)
        {
            throw new TaskCanceledException($"{target} did not stop within {timeout}.", cause);
        }
    }
}
