using Npgsql;

namespace Akka.Persistence;

/// <summary>Something to do on the writing connection; may be run again after a rollback or its loss.</summary>
internal abstract class PostgresWork(FenceToken? fence)
{
    /// <summary>The leadership that it needs; null for none.</summary>
    public FenceToken? Fence { get; } = fence;

    /// <summary>Called once, after the commit or the failure.</summary>
    public abstract void Complete(Exception? failure);
}

/// <summary>Work by a function of its own.</summary>
internal abstract class PostgresTask(FenceToken? fence) : PostgresWork(fence)
{
    public abstract Task Run(NpgsqlConnection connection);
}

/// <summary>Work with a result.</summary>
internal sealed class PostgresTask<T>(Func<NpgsqlConnection, Task<T>> run, FenceToken? fence) : PostgresTask(fence)
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _value = default!;

    public Task<T> Result => _result.Task;

    public override async Task Run(NpgsqlConnection connection) => _value = await run(connection).ConfigureAwait(false);

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

/// <summary>Events of one actor, on their way into the insert of a whole batch.</summary>
internal sealed class PostgresEvents(JournalWrite write, long created, FenceToken? fence) : PostgresWork(fence)
{
    /// <summary>Milliseconds since 1970.</summary>
    public long Created { get; } = created;

    public JournalWrite Write { get; } = write;

    public override void Complete(Exception? failure) => Write.Complete(failure);
}
