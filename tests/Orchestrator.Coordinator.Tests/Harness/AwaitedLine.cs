using Microsoft.Extensions.Logging;

namespace Orchestrator.Coordinator.Tests.Harness;

/// <summary>Ends <see cref="Seen"/> when a line is logged that has the text.</summary>
internal sealed class AwaitedLine(string text) : ILoggerProvider, ILogger
{
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Seen => _seen.Task;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (formatter(state, exception).Contains(text, StringComparison.Ordinal))
            _seen.TrySetResult();
    }

    public void Dispose()
    {
    }
}
