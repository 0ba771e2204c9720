using Akka.Event;
using Microsoft.Extensions.Logging;
using LogLevel = Akka.Event.LogLevel;

namespace Akka.Hosting;

/// <summary>Where a hosted system logs to. Without it, to the host's loggers.</summary>
public sealed class LoggerConfigBuilder
{
    private ILoggerFactory? _loggers;
    private bool _cleared;

    internal LoggerConfigBuilder()
    {
    }

    /// <summary>Lines below this go nowhere; null leaves the choice to the loggers.</summary>
    public LogLevel? LogLevel { get; set; }

    /// <summary>Without effect: there is no configuration text to log.</summary>
    public bool? LogConfigOnStart { get; set; }

    /// <summary>Takes all loggers off.</summary>
    public LoggerConfigBuilder ClearLoggers()
    {
        _cleared = true;
        _loggers = null;
        return this;
    }

    internal LoggerConfigBuilder Use(ILoggerFactory? loggers)
    {
        _cleared = false;
        _loggers = loggers;
        return this;
    }

    internal void Apply(LogSink sink)
    {
        sink.MinimumLevel = LogLevel ?? Akka.Event.LogLevel.DebugLevel;
        if (_cleared)
        {
            sink.Loggers = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance;
        }
        else if (_loggers is not null)
        {
            sink.Loggers = _loggers;
        }
    }
}
