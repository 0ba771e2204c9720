using System.Collections.Concurrent;
using Akka.Actor;
using Microsoft.Extensions.Logging;
using MsLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Event;

/// <summary>
/// Log lines of one system: to the host's loggers, or warnings and errors to standard error without a host.
/// </summary>
internal sealed partial class LogSink(LocalActorSystem system, ILoggerFactory? hostLoggers)
{
    private const int LoggedDeadLetters = 10;
    private readonly ConcurrentDictionary<Type, ILogger> _byType = new();
    private int _deadLetters;

    /// <summary>Where lines go; null means standard error.</summary>
    public ILoggerFactory? Loggers { get; set; } = hostLoggers;

    /// <summary>Lines below this go nowhere.</summary>
    public LogLevel MinimumLevel { get; set; } = LogLevel.DebugLevel;

    public bool IsEnabled(LogLevel level, Type type) =>
        level >= MinimumLevel
        && (Loggers is null ? level >= LogLevel.WarningLevel : LoggerOf(type).IsEnabled(Map(level)));

    public void Write(LogLevel level, string source, Type type, string text, Exception? cause)
    {
        if (!IsEnabled(level, type))
        {
            return;
        }
        if (Loggers is not null)
        {
            var logger = LoggerOf(type);
            var mapped = Map(level);
            Line(logger, mapped, source, text, cause);
            return;
        }
        var end = cause is null ? "" : $"{Environment.NewLine}{cause}";
        Console.Error.WriteLine($"[{level}][{source}] {text}{end}");
    }

    /// <summary>Logs the first few; they often come in floods.</summary>
    public void DeadLetter(DeadLetter letter)
    {
        if (_deadLetters >= LoggedDeadLetters || !IsEnabled(LogLevel.InfoLevel, typeof(DeadLetter)))
        {
            return;
        }
        var number = Interlocked.Increment(ref _deadLetters);
        if (number <= LoggedDeadLetters)
        {
            var text = $"Message [{letter.Message.GetType().Name}] from {letter.Sender} to {letter.Recipient} was not "
                + $"delivered. [{number}] dead letters encountered.";
            Write(LogLevel.InfoLevel, system.Name, typeof(DeadLetter), text, cause: null);
        }
    }

    public void Unhandled(UnhandledMessage message)
    {
        if (IsEnabled(LogLevel.DebugLevel, typeof(UnhandledMessage)))
        {
            var text = $"Unhandled message [{message.Message.GetType().Name}] from {message.Sender}.";
            Write(LogLevel.DebugLevel, message.Recipient.Path.ToString(), typeof(UnhandledMessage), text, cause: null);
        }
    }

    private static MsLevel Map(LogLevel level) => level switch
    {
        LogLevel.DebugLevel => MsLevel.Debug,
        LogLevel.InfoLevel => MsLevel.Information,
        LogLevel.WarningLevel => MsLevel.Warning,
        _ => MsLevel.Error,
    };

    [LoggerMessage(EventId = 1, EventName = "Actor", Message = "[{Source}] {Text}")]
    private static partial void Line(ILogger logger, MsLevel level, string source, string text, Exception? cause);

    private ILogger LoggerOf(Type type) =>
        _byType.GetOrAdd(type, static (t, factory) => factory.CreateLogger(t.FullName ?? t.Name), Loggers!);
}
