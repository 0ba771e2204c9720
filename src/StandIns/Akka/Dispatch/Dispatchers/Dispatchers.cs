using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>The dispatchers of a system: there is one.</summary>
public sealed class Dispatchers
{
    /// <summary>The path of the default dispatcher's settings.</summary>
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";

    internal Dispatchers(MessageDispatcher dispatcher) => DefaultGlobalDispatcher = dispatcher;

    /// <summary>The dispatcher of all actors.</summary>
    public MessageDispatcher DefaultGlobalDispatcher { get; }

    /// <summary>The dispatcher of that id.</summary>
    /// <exception cref="ConfigurationException">There is none but <see cref="DefaultDispatcherId"/>.</exception>
    public MessageDispatcher Lookup(string dispatcherName) => dispatcherName == DefaultDispatcherId
        ? DefaultGlobalDispatcher
        : throw new ConfigurationException($"Dispatcher [{dispatcherName}] not configured.");
}
