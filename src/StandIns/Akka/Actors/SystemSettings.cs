using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Makes of a system what its configuration text asks for.</summary>
internal sealed class SystemSettings
{
    private const string DispatcherType = Dispatchers.DefaultDispatcherId + ".type";
    private const string SchedulerType = "akka.scheduler.implementation";
    private readonly Config _config;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ConfigurationException">One of them is not understood here.</exception>
    public SystemSettings(Config config)
    {
        foreach (var path in config.Paths)
        {
            if (path is not (DispatcherType or SchedulerType))
            {
                throw new ConfigurationException(
                    $"Setting [{path}] is not understood; only [{DispatcherType}] and [{SchedulerType}] are.");
            }
        }
        _config = config;
    }

    /// <summary>The scheduler that was asked for; null for the usual one.</summary>
    public SchedulerBase? OwnScheduler(ILoggingAdapter log) => _config.GetString(SchedulerType) is { } name
        ? Make<SchedulerBase>(SchedulerType, name, _config.GetConfig("akka.scheduler") ?? Config.Empty, log)
        : null;

    /// <summary>The dispatcher of all actors.</summary>
    public MessageDispatcher Dispatcher(IDispatcherPrerequisites prerequisites)
    {
        var config = _config.GetConfig(Dispatchers.DefaultDispatcherId) ?? Config.Empty;
        var configurator = _config.GetString(DispatcherType) is { } name
            ? Make<MessageDispatcherConfigurator>(DispatcherType, name, config, prerequisites)
            : new ThreadPoolDispatcher.Maker(config, prerequisites);
        var dispatcher = configurator.Dispatcher();
        dispatcher.Id = Dispatchers.DefaultDispatcherId;
        return dispatcher;
    }

    private static T Make<T>(string path, string name, Config config, object second)
        where T : class
    {
        var type = Type.GetType(name)
            ?? throw new ConfigurationException($"Type [{name}] of setting [{path}] was not found.");
        if (!type.IsAssignableTo(typeof(T)))
        {
            throw new ConfigurationException($"Type [{name}] of setting [{path}] is no {typeof(T).Name}.");
        }
        try
        {
            return (T)Activator.CreateInstance(type, config, second)!;
        }
        catch (MissingMethodException cause)
        {
            throw new ConfigurationException(
                $"Type [{name}] of setting [{path}] has no constructor with the parameters of its base.", cause);
        }
    }
}
