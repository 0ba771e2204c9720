using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Leases;

/// <summary>A session's end of the stream to its worker.</summary>
internal sealed class WorkerLink(ChannelWriter<CoordinatorMessage> outgoing) : IDisposable
{
    private readonly CancellationTokenSource _closed = new();

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Cancelled when the session is over.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Sends; false where the stream is broken or full.</summary>
    public bool TrySend(CoordinatorMessage message) => outgoing.TryWrite(message);

    /// <summary>Ends the stream, with a reason where the coordinator wants it to end.</summary>
    public void Close(Exception? reason)
    {
        outgoing.TryComplete(reason);
        _closed.Cancel();
        _done.TrySetResult();
    }

    /// <summary>Ends when the session is over.</summary>
    public Task ClosedAsync() => _done.Task;

    /// <inheritdoc/>
    public void Dispose() => _closed.Dispose();
}
