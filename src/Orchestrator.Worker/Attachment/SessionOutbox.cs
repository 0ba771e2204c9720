using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Attachment;

/// <summary>
/// What a session has to say, until it is over, and how many of the results are acknowledged. Thread-safe.
/// </summary>
internal sealed class SessionOutbox : ChannelWriter<WorkerMessage>
{
    private readonly Channel<WorkerMessage> _messages = Channel.CreateUnbounded<WorkerMessage>(
        new UnboundedChannelOptions { SingleReader = true });

    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private long _results;
    private long _acknowledged;

    /// <summary>What is to be sent.</summary>
    public ChannelReader<WorkerMessage> Messages => _messages.Reader;

    /// <summary>Results that were said and not acknowledged.</summary>
    public long Unacknowledged
    {
        get
        {
            lock (_gate)
                return Math.Max(0, _results - _acknowledged);
        }
    }

    /// <inheritdoc/>
    public override bool TryWrite(WorkerMessage item)
    {
        lock (_gate)
        {
            if (!_messages.Writer.TryWrite(item))
                return false;
            _results += item is TrialFinished ? 1 : 0;
            return true;
        }
    }

    /// <inheritdoc/>
    public override bool TryComplete(Exception? error = null) => _messages.Writer.TryComplete(error);

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
        _messages.Writer.WaitToWriteAsync(cancellationToken);

    /// <summary>The first so many results of the session are durable or refused.</summary>
    public void Acknowledge(long results)
    {
        lock (_gate)
        {
            _acknowledged = Math.Max(_acknowledged, results);
            if (_acknowledged < _results)
                return;
            foreach (var waiting in _waiting)
                waiting.TrySetResult();
            _waiting.Clear();
        }
    }

    /// <summary>Ends when every result that was said until now is acknowledged.</summary>
    public Task WhenAcknowledgedAsync()
    {
        lock (_gate)
        {
            if (_acknowledged >= _results)
                return Task.CompletedTask;
            var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(waiting);
            return waiting.Task;
        }
    }
}
