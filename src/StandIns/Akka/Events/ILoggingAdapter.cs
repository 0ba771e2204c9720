namespace Akka.Event;

/// <summary>
/// Where an actor logs to. Texts are written with the extension methods of <see cref="LoggingExtensions"/>.
/// </summary>
public interface ILoggingAdapter
{
    /// <summary>Whether debug lines go anywhere.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>Whether information goes anywhere.</summary>
    bool IsInfoEnabled { get; }

    /// <summary>Whether warnings go anywhere.</summary>
    bool IsWarningEnabled { get; }

    /// <summary>Whether errors go anywhere.</summary>
    bool IsErrorEnabled { get; }

    /// <summary>Whether lines of that level go anywhere.</summary>
    bool IsEnabled(LogLevel logLevel);

    /// <summary>Writes a line.</summary>
    void Log(LogLevel logLevel, Exception? cause, string format);
}
