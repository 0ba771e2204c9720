using Grpc.Core;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>The stream of requests that a handler reads.</summary>
internal sealed class RequestStreamReader<T>(
    HttpServerCallContext context, MessageReader reader, Func<DeserializationContext, T> deserializer)
    : IAsyncStreamReader<T>
    where T : class
{
    private T? _current;
    private bool _hasEnded;
    private bool _isOver;
    private Task<bool> _last = Task.FromResult(false);

    public T Current => _current ?? throw new InvalidOperationException(
        "The current value is not available: the stream has not been read, or has ended.");

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (_isOver)
        {
            return Task.FromException<bool>(
                new InvalidOperationException("Can't read messages after the request is complete."));
        }

        if (_hasEnded)
            return Task.FromResult(false);
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<bool>(cancellationToken);
        var callToken = context.CancellationToken;
        if (cancellationToken.CanBeCanceled && cancellationToken != callToken)
            return _last = ReadLinkedAsync(callToken, cancellationToken);
        var read = reader.ReadAsync(deserializer, callToken);
        return read.IsCompletedSuccessfully ? Task.FromResult(Take(read.Result)) : _last = TakeAsync(read);
    }

    /// <summary>
    /// The call is over: ends a read that the handler has left behind, for the server uses the body again for another
    /// request.
    /// </summary>
    public async Task EndAsync()
    {
        _isOver = true;
        if (_last.IsCompleted)
            return;
        reader.CancelRead();
        await ((Task)_last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> ReadLinkedAsync(CancellationToken callToken, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(callToken, cancellationToken);
        return await TakeAsync(reader.ReadAsync(deserializer, either.Token)).ConfigureAwait(false);
    }

    private async Task<bool> TakeAsync(ValueTask<T?> read) => Take(await read.ConfigureAwait(false));

    private bool Take(T? message)
    {
        _current = message;
        _hasEnded = message is null;
        return message is not null;
    }
}
