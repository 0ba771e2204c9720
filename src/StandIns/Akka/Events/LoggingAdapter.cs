namespace Akka.Event;

/// <summary>Writes to the system's sink with the name of the source.</summary>
internal sealed class LoggingAdapter(LogSink sink, string source, Type type) : ILoggingAdapter
{
    public bool IsDebugEnabled => IsEnabled(LogLevel.DebugLevel);

    public bool IsInfoEnabled => IsEnabled(LogLevel.InfoLevel);

    public bool IsWarningEnabled => IsEnabled(LogLevel.WarningLevel);

    public bool IsErrorEnabled => IsEnabled(LogLevel.ErrorLevel);

    public bool IsEnabled(LogLevel logLevel) => sink.IsEnabled(logLevel, type);

    public void Log(LogLevel logLevel, Exception? cause, string format) =>
        sink.Write(logLevel, source, type, format, cause);
}
