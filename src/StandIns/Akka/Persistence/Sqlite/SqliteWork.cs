using Microsoft.Data.Sqlite;

namespace Akka.Persistence;

/// <summary>Something to do on the writer's thread; may be run again after a rollback.</summary>
internal abstract class SqliteWork
{
    public abstract void Run(SqliteConnection connection);

    /// <summary>Called once, after the commit or the failure.</summary>
    public abstract void Complete(Exception? failure);
}

/// <summary>Work with a result.</summary>
internal sealed class SqliteRead<T>(Func<SqliteConnection, T> read) : SqliteWork
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _value = default!;

    public Task<T> Task => _result.Task;

    public override void Run(SqliteConnection connection) => _value = read(connection);

    public override void Complete(Exception? failure)
    {
        if (failure is null)
        {
            _result.TrySetResult(_value);
        }
        else
        {
            _result.TrySetException(failure);
        }
    }
}
