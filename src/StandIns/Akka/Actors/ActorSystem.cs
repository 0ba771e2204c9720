using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors with what they share. Safe to use from any thread.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private protected ActorSystem()
    {
    }

    /// <summary>The system's name.</summary>
    public abstract string Name { get; }

    /// <summary>Takes what could not be delivered; announces it as <see cref="DeadLetter"/>.</summary>
    public abstract IActorRef DeadLetters { get; }

    /// <summary>Publish and subscribe by type within the system.</summary>
    public abstract EventStream EventStream { get; }

    /// <summary>Sends messages later.</summary>
    public abstract IScheduler Scheduler { get; }

    /// <summary>What gives the actors their threads.</summary>
    public abstract Dispatchers Dispatchers { get; }

    /// <summary>The system's own log.</summary>
    public abstract ILoggingAdapter Log { get; }

    /// <summary>Custom serializers.</summary>
    public abstract Serialization.Serialization Serialization { get; }

    /// <summary>Ends when all actors have stopped.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>Starts a system.</summary>
    public static ActorSystem Create(string name) => new LocalActorSystem(name, TimeProvider.System);

    /// <summary>Starts a system with settings.</summary>
    /// <exception cref="ConfigurationException">A setting is not understood.</exception>
    public static ActorSystem Create(string name, Config config) =>
        new LocalActorSystem(name, TimeProvider.System, loggers: null, config);

    /// <summary>
    /// Runs <paramref name="code"/> after the last actor has stopped; the last registered runs first.
    /// </summary>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>Runs the coordinated shutdown, which ends by stopping all actors.</summary>
    public abstract Task Terminate();

    /// <inheritdoc/>
    public abstract IActorRef ActorOf(Props props, string? name = null);

    /// <summary>Stops an actor after the message it is at; the rest of its mailbox goes to dead letters.</summary>
    public abstract void Stop(IActorRef actor);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the termination; does not wait for it.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ = Terminate();
        }
    }
}
