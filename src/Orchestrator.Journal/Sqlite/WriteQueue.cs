using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Journal.Sqlite;

/// <summary>
/// Carries out writes one transaction at a time. What queues up during a transaction goes into the next one together,
/// so the price of a commit is shared exactly when there is load, and a lone writer never waits for company.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private readonly SqliteWriter _writer;
    private readonly string _path;
    private readonly int _recordsPerTransaction;
    private readonly Channel<WriteRequest> _requests;
    private readonly Task _work;

    /// <summary>A queue in front of <paramref name="writer"/>, which it closes at the end.</summary>
    public WriteQueue(SqliteWriter writer, string path, ResultStoreOptions options)
    {
        _writer = writer;
        _path = path;
        _recordsPerTransaction = options.RecordsPerTransaction;
        _requests = Channel.CreateBounded<WriteRequest>(
            new BoundedChannelOptions(options.QueuedBatches) { SingleReader = true });
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Queues a write; the task ends when its transaction is durable.</summary>
    /// <exception cref="StoreException">The transaction failed; nothing of it was stored.</exception>
    public async Task WriteAsync(int records, Action<SqliteWriter> write, CancellationToken cancellation)
    {
        var request = new WriteRequest(records, write, cancellation);
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

    /// <summary>Carries out what is queued, then closes the writer.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_requests.Writer.TryComplete())
            return;
        await _work;
        _writer.Dispose();
    }

    private async Task WorkAsync()
    {
        var group = new List<WriteRequest>();
        while (await _requests.Reader.WaitToReadAsync())
        {
            Collect(group);
            if (group.Count > 0)
                Store(group);
            group.Clear();
        }
    }

    private void Collect(List<WriteRequest> group)
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

    private void Store(List<WriteRequest> group)
    {
        try
        {
            _writer.Begin();
            foreach (var request in group)
                request.Write(_writer);
            _writer.Commit();
        }
        catch (Exception error)
        {
            Abandon(group, error);
            return;
        }

        foreach (var request in group)
            request.Succeed();
    }

    private void Abandon(List<WriteRequest> group, Exception error)
    {
        try
        {
            _writer.Rollback();
        }
        catch (SqliteException)
        {
            // The first error is the one that says what happened; the next transaction meets the second if it lasts.
        }

        foreach (var request in group)
        {
            // One exception object a caller: each of them adds its own stack to it.
            request.Fail(error is SqliteException refused ? SqliteFailures.Explain(refused, _path)
                : new StoreException($"{_path} cannot be written: {error.Message}", error));
        }
    }
}
