using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>Sets up logging of a hosted system.</summary>
public static class LoggingExtensions
{
    /// <summary>Sets up logging.</summary>
    public static AkkaConfigurationBuilder ConfigureLoggers(
        this AkkaConfigurationBuilder builder, Action<LoggerConfigBuilder> configurator)
    {
        var loggers = new LoggerConfigBuilder();
        configurator(loggers);
        return builder.Add(system => loggers.Apply(system.LogSink));
    }

    /// <summary>Logs to the host's loggers.</summary>
    public static LoggerConfigBuilder AddLoggerFactory(this LoggerConfigBuilder configBuilder) =>
        configBuilder.Use(loggers: null);

    /// <summary>Logs to the given loggers.</summary>
    public static LoggerConfigBuilder AddLoggerFactory(
        this LoggerConfigBuilder configBuilder, ILoggerFactory loggerFactory) => configBuilder.Use(loggerFactory);
}
