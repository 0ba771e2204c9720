using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Worker.Tests.Attachment;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordingLoggers : ILoggerFactory, ILogger
{
    private readonly Channel<bool> _said = Channel.CreateUnbounded<bool>();

    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Lines.Enqueue(formatter(state, exception));
        _said.Writer.TryWrite(true);
    }

    /// <summary>Ends once a line with this text was logged.</summary>
    public async Task SaidAsync(string text)
    {
        while (!Lines.Any(line => line.Contains(text)))
            await _said.Reader.ReadAsync();
    }

    public void Dispose()
    {
    }
}
