using System.Threading.Channels;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Journal.Writing;

/// <summary>
/// Carries out writes one transaction at a time. What queues up during a transaction goes into the next one together,
/// so the price of a commit is shared exactly when there is load, and a lone writer never waits for company.
/// </summary>
/// <typeparam name="TWrite">What the store's writer takes.</typeparam>
internal sealed class WriteQueue<TWrite> : IAsyncDisposable
{
    private readonly IGroupWriter<TWrite> _writer;
    private readonly int _recordsPerTransaction;
    private readonly Channel<WriteRequest<TWrite>> _requests;
    private readonly Task _work;

    /// <summary>A queue in front of <paramref name="writer"/>, which it disposes of at the end.</summary>
    public WriteQueue(IGroupWriter<TWrite> writer, ResultStoreOptions options)
    {
        _writer = writer;
        _recordsPerTransaction = options.RecordsPerTransaction;
        _requests = Channel.CreateBounded<WriteRequest<TWrite>>(
            new BoundedChannelOptions(options.QueuedBatches) { SingleReader = true });
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Queues a write; the task ends when its transaction is durable.</summary>
    /// <exception cref="StoreException">The transaction failed.</exception>
    /// <exception cref="ObjectDisposedException">The store was closed.</exception>
    public async Task WriteAsync(int records, TWrite write, CancellationToken cancellation)
    {
        var request = new WriteRequest<TWrite>(records, write, cancellation);
        try
        {
            await _requests.Writer.WriteAsync(request, cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw new ObjectDisposedException("The result store was closed.", closed);
        }

        await request.Done;
    }

    /// <summary>Carries out what is queued, then disposes of the writer.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_requests.Writer.TryComplete())
            return;
        await _work;
        await _writer.DisposeAsync();
    }

    private async Task WorkAsync()
    {
        var group = new List<WriteRequest<TWrite>>();
        while (await _requests.Reader.WaitToReadAsync())
        {
            Collect(group);
            if (group.Count > 0)
                await StoreAsync(group);
            group.Clear();
        }
    }

    private void Collect(List<WriteRequest<TWrite>> group)
    {
        var records = 0;
        while (records < _recordsPerTransaction && _requests.Reader.TryRead(out var request))
        {
            if (request.EndIfCancelled())
                continue;
            group.Add(request);
            records += request.Records;
        }
    }

    private async Task StoreAsync(List<WriteRequest<TWrite>> group)
    {
        try
        {
            await _writer.StoreAsync([.. group.Select(request => request.Write)]);
        }
        catch (Exception error)
        {
            foreach (var request in group)
            {
                // One exception object a caller: each of them adds its own stack to it.
                request.Fail(_writer.Explain(error));
            }

            return;
        }

        foreach (var request in group)
            request.Succeed();
    }
}
