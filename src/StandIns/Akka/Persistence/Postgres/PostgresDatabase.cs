using System.Threading.Channels;
using Akka.Actor;
using Akka.Event;
using Npgsql;

namespace Akka.Persistence;

/// <summary>
/// One database with one writing connection. All work that is queued goes into one transaction, so that many small
/// writes cost one commit. Failures that pass are retried for half a minute; a write that was committed although the
/// answer was lost is recognised then. Members may be called from any thread.
/// </summary>
internal sealed class PostgresDatabase
{
    private const int MostPerTransaction = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(15);

    private readonly Channel<PostgresWork> _work = Channel.CreateUnbounded<PostgresWork>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly NpgsqlDataSource _source;
    private readonly PostgresBatch _batch;
    private readonly bool _create;
    private readonly LocalActorSystem _system;
    private readonly Task _loop;
    private NpgsqlConnection? _connection;
    private bool _created;

    public PostgresDatabase(LocalActorSystem system, string connectionString, PostgresTables tables, bool create)
    {
        _system = system;
        _create = create;
        Tables = tables;
        _batch = new PostgresBatch(tables);
        _source = NpgsqlDataSource.Create(Settings(connectionString));
        _loop = Task.Run(Loop);
    }

    public PostgresTables Tables { get; }

    /// <summary>Queues work; its outcome comes after the commit.</summary>
    public void Enqueue(PostgresWork work)
    {
        if (!_work.Writer.TryWrite(work))
        {
            work.Complete(new ObjectDisposedException(nameof(PostgresDatabase)));
        }
    }

    /// <summary>Queues a function that sees all work queued before it.</summary>
    public Task<T> Queue<T>(Func<NpgsqlConnection, Task<T>> run, FenceToken? fence)
    {
        var work = new PostgresTask<T>(run, fence);
        Enqueue(work);
        return work.Result;
    }

    /// <summary>Does what is queued, as far as it can be done now, then closes the connections.</summary>
    public void Close()
    {
        _work.Writer.TryComplete();
        _closing.Cancel();
        _loop.Wait(ClosingPatience);
    }

    private static NpgsqlConnectionStringBuilder Settings(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ContainsKey("Command Timeout"))
        {
            settings.CommandTimeout = 10;
        }
        if (!settings.ContainsKey("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = 10;
        }
        if (!settings.ContainsKey("Timeout"))
        {
            settings.Timeout = 5;
        }
        return settings;
    }

    private async Task Loop()
    {
        var works = new List<PostgresWork>();
        while (await _work.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            works.Clear();
            while (works.Count < MostPerTransaction && _work.Reader.TryRead(out var work))
            {
                works.Add(work);
            }
            await RunPatiently(works).ConfigureAwait(false);
        }
        await Disconnect().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RunPatiently(List<PostgresWork> works)
    {
        var start = _system.Time.GetTimestamp();
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Connect().ConfigureAwait(false);
                await _batch.Run(_connection!, works, isRepeat: attempt > 1).ConfigureAwait(false);
                works.ForEach(w => w.Complete(failure: null));
                return;
            }
#pragma warning disable CA1031 // the outcome goes to those who asked
            catch (Exception cause)
#pragma warning restore CA1031
            {
                var mayPass = PostgresFailure.IsTransient(cause);
                await Recover(mayPass).ConfigureAwait(false);
                if (mayPass && !_closing.IsCancellationRequested && _system.Time.GetElapsedTime(start) < Patience)
                {
                    Tell(cause, attempt);
                    await Pause(pause).ConfigureAwait(false);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                    continue;
                }
                await FailOrSplit(works, cause, mayPass).ConfigureAwait(false);
                return;
            }
        }
    }

    /// <summary>One that fails must not take the others with it.</summary>
    private async Task FailOrSplit(List<PostgresWork> works, Exception cause, bool mayPass)
    {
        if (works.Count == 1 || mayPass)
        {
            works.ForEach(w => w.Complete(cause));
            return;
        }
        foreach (var work in works)
        {
            await RunPatiently([work]).ConfigureAwait(false);
        }
    }

    private async Task Connect()
    {
        if (_connection is null)
        {
            _connection = await _source.OpenConnectionAsync().ConfigureAwait(false);
        }
        if (_create && !_created)
        {
            await Tables.CreateStores(_connection).ConfigureAwait(false);
            _created = true;
        }
    }

    private async Task Recover(bool mayPass)
    {
        if (mayPass || _connection is { FullState: not System.Data.ConnectionState.Open })
        {
            await Disconnect().ConfigureAwait(false);
            _source.Clear();
        }
    }

    private async Task Disconnect()
    {
        var connection = _connection;
        _connection = null;
        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task Pause(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _system.Time, _closing.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // one last attempt
        }
    }

    private void Tell(Exception cause, int attempt)
    {
        if (attempt is 1 or 5)
        {
            var text = $"The database cannot be written to, trying again: {cause.Message}";
            _system.LogSink.Write(LogLevel.WarningLevel, _system.Name, typeof(PostgresDatabase), text, cause: null);
        }
    }
}
