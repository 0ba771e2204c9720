using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Host.Tests.Security;

/// <summary>Keeps all log lines from Trace on, of every category, with the exceptions. Thread-safe.</summary>
internal sealed class KeptLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Whether the server's own filters hold for it too; else it sees what they let nobody see.</summary>
    public bool KeepsOnlyWhatPasses { get; init; }

    /// <summary>Adds it to a server's logs.</summary>
    public void AddTo(ILoggingBuilder logging)
    {
        logging.AddProvider(this);
        if (KeepsOnlyWhatPasses)
            return;
        logging.AddFilter<KeptLogs>(category: null, LogLevel.Trace);
        logging.AddFilter<KeptLogs>("Microsoft", LogLevel.Trace);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        // It holds nothing.
    }

    private sealed class Logger(KeptLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            logs._lines.Enqueue($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs
                ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}")) : "";
            logs._lines.Enqueue($"{category} {eventId.Id} {formatter(state, exception)} {values} {exception}");
        }
    }
}
