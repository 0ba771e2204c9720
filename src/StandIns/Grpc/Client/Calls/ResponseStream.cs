using Grpc.Core;

namespace Grpc.Net.Client.Calls;

/// <summary>The responses of a streaming call. One read at a time.</summary>
internal sealed class ResponseStream<TRequest, TResponse>(ClientCall<TRequest, TResponse> call)
    : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private static readonly Task<bool> True = Task.FromResult(true);
    private int _isReading;

    public TResponse Current { get; private set; } = null!;

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isReading, 1) != 0)
        {
            return Task.FromException<bool>(new InvalidOperationException(
                "Can't read the next message because the previous read is in progress."));
        }
        if (cancellationToken.CanBeCanceled)
        {
            return MoveNextAsync(cancellationToken);
        }
        var read = call.ReadAsync();
        if (!read.IsCompletedSuccessfully)
        {
            return FinishAsync(read);
        }
        if (read.Result is not { } message)
        {
            return FinishAsync(default);
        }
        Current = message;
        Volatile.Write(ref _isReading, 0);
        return True;
    }

    private async Task<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(
            static lifetime => ((CallLifetime)lifetime!).End(CallOutcome.Cancelled), call.Lifetime);
        return await FinishAsync(call.ReadAsync()).ConfigureAwait(false);
    }

    private async Task<bool> FinishAsync(ValueTask<TResponse?> read)
    {
        try
        {
            if (await read.ConfigureAwait(false) is { } message)
            {
                Current = message;
                return true;
            }
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
        Current = null!;
        var outcome = await call.Lifetime.Outcome.ConfigureAwait(false);
        return outcome.Status.StatusCode == StatusCode.OK ? false : throw call.Lifetime.ExceptionOf(outcome);
    }
}
