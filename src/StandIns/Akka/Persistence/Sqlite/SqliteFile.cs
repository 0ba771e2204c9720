using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence;

/// <summary>
/// One database with one writer thread. The thread takes all work that is queued into one transaction, so that many
/// small writes cost one commit.
/// </summary>
internal sealed class SqliteFile
{
    private const int MostPerTransaction = 4096;
    private readonly Channel<SqliteWork> _work = Channel.CreateUnbounded<SqliteWork>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly string _connectionString;
    private readonly Action<SqliteConnection> _initialize;
    private readonly Thread _writer;

    public SqliteFile(string connectionString, Action<SqliteConnection> initialize)
    {
        SqliteLibrary.EnsureLoaded();
        // a pooled connection would keep the file open, and its log unmerged, after the end
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();
        _initialize = initialize;
        _writer = new Thread(Run) { IsBackground = true, Name = "akka-journal" };
        _writer.Start();
    }

    /// <summary>Queues work; its outcome comes on the writer's thread, after the commit.</summary>
    public void Enqueue(SqliteWork work)
    {
        if (!_work.Writer.TryWrite(work))
        {
            work.Complete(new ObjectDisposedException(nameof(SqliteFile)));
        }
    }

    /// <summary>Queues a read that sees all work queued before it.</summary>
    public Task<T> Read<T>(Func<SqliteConnection, T> read)
    {
        var work = new SqliteRead<T>(read);
        Enqueue(work);
        return work.Task;
    }

    /// <summary>Queues a change.</summary>
    public Task Write(Action<SqliteConnection> write) => Read<object?>(connection =>
    {
        write(connection);
        return null;
    });

    /// <summary>Does what is queued, then closes the database.</summary>
    public void Close()
    {
        _work.Writer.TryComplete();
        _writer.Join();
    }

    private void Run()
    {
        SqliteConnection? connection = null;
        Exception? broken = null;
        try
        {
            connection = Open();
        }
#pragma warning disable CA1031 // told to everybody who wants something of the database
        catch (Exception cause)
#pragma warning restore CA1031
        {
            broken = cause;
        }
        var batch = new List<SqliteWork>();
        while (_work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < MostPerTransaction && _work.Reader.TryRead(out var work))
            {
                batch.Add(work);
            }
            if (connection is null)
            {
                batch.ForEach(w => w.Complete(broken));
            }
            else
            {
                RunBatch(connection, batch);
            }
        }
        connection?.Dispose();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, "PRAGMA synchronous=FULL");
        _initialize(connection);
        return connection;
    }

    private static void RunBatch(SqliteConnection connection, List<SqliteWork> batch)
    {
        try
        {
            Execute(connection, "BEGIN IMMEDIATE");
            batch.ForEach(w => w.Run(connection));
            Execute(connection, "COMMIT");
        }
#pragma warning disable CA1031 // the outcome goes to those who asked
        catch (Exception cause)
#pragma warning restore CA1031
        {
            RollBack(connection);
            if (batch.Count == 1)
            {
                batch[0].Complete(cause);
                return;
            }
            foreach (var work in batch)
            {
                RunBatch(connection, [work]);
            }
            return;
        }
        batch.ForEach(w => w.Complete(failure: null));
    }

    private static void RollBack(SqliteConnection connection)
    {
        try
        {
            Execute(connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // the failure has ended the transaction already
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
