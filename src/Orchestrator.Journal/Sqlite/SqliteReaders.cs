using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Orchestrator.Journal.Sqlite;

/// <summary>Readers kept open between calls, as many as were ever used at one time. Safe for concurrent use.</summary>
internal sealed class SqliteReaders : IDisposable
{
    private readonly DatabaseFile _file;
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private volatile bool _disposed;

    /// <summary>Readers of <paramref name="file"/>.</summary>
    public SqliteReaders(DatabaseFile file) => _file = file;

    /// <summary>Runs <paramref name="read"/> on a pool thread with a reader of its own.</summary>
    public Task<T> UseAsync<T>(Func<SqliteReader, T> read, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Task.Run(() => Use(read), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var reader))
            reader.Dispose();
    }

    private T Use<T>(Func<SqliteReader, T> read)
    {
        if (!_idle.TryTake(out var reader))
            reader = new SqliteReader(_file.OpenForReading());
        try
        {
            return read(reader);
        }
        catch (SqliteException error)
        {
            throw SqliteFailures.Explain(error, _file.Path);
        }
        finally
        {
            _idle.Add(reader);
            if (_disposed)
                Dispose();
        }
    }
}
