using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>
/// Makes a dispatcher. <c>akka.actor.default-dispatcher.type</c> names one of one's own; it needs a public constructor
/// with the same parameters.
/// </summary>
public abstract class MessageDispatcherConfigurator
{
    /// <summary>Called by the system with the dispatcher's settings.</summary>
    protected MessageDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    {
        Config = config;
        Prerequisites = prerequisites;
    }

    /// <summary>The dispatcher's settings.</summary>
    public Config Config { get; }

    /// <summary>What it may use of its system.</summary>
    public IDispatcherPrerequisites Prerequisites { get; }

    /// <summary>The dispatcher: a new one, or always the same.</summary>
    public abstract MessageDispatcher Dispatcher();
}
