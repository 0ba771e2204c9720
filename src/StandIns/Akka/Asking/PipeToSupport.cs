namespace Akka.Actor;

/// <summary>Sending what a task comes to as a message; the way to do I/O from an actor without awaiting it.</summary>
public static class PipeToSupport
{
    /// <summary>Sends the result, or <see cref="Status.Failure"/> with the exception.</summary>
    public static Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null)
    {
        return Pipe(async () =>
        {
            var result = await taskToPipe.ConfigureAwait(false);
            return success is null ? result : success(result);
        }, recipient, sender, failure);
    }

    /// <summary>
    /// Sends what <paramref name="success"/> makes, or <see cref="Status.Failure"/> with the exception.
    /// </summary>
    public static Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null)
    {
        return Pipe(async () =>
        {
            await taskToPipe.ConfigureAwait(false);
            return success?.Invoke();
        }, recipient, sender, failure);
    }

    /// <summary>As for a task.</summary>
    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null) =>
        taskToPipe.AsTask().PipeTo(recipient, sender, success, failure);

    /// <summary>As for a task.</summary>
    public static Task PipeTo(
        this ValueTask taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null) =>
        taskToPipe.AsTask().PipeTo(recipient, sender, success, failure);

    private static async Task Pipe(
        Func<Task<object?>> run, ICanTell recipient, IActorRef? sender, Func<Exception, object>? failure)
    {
        object? message;
        try
        {
            message = await run().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // whatever failed is what is to be told
        catch (Exception cause)
#pragma warning restore CA1031
        {
            message = failure is null ? new Status.Failure(cause) : failure(cause);
        }
        if (message is not null)
        {
            recipient.Tell(message, sender!);
        }
    }
}
