using Grpc.Core;
using Grpc.Net.Client.Calls;
using Grpc.Net.Client.Responses;
using Grpc.Wire;

namespace Grpc.Net.Client.Requests;

/// <summary>The requests of a streaming call. One write at a time.</summary>
internal sealed class RequestStream<T> : IClientStreamWriter<T>
    where T : class
{
    private const int FlushAt = 16 * 1024;

    private readonly CallLifetime _lifetime;
    private readonly PipedContent _content;
    private readonly MessageWriter _writer;
    private readonly Action<T, SerializationContext> _serializer;
    private int _isWriting;
    private bool _isComplete;

    public RequestStream(
        CallLifetime lifetime, PipedContent content, MessageWriter writer, Action<T, SerializationContext> serializer)
    {
        (_lifetime, _content, _writer, _serializer) = (lifetime, content, writer, serializer);
        _ = lifetime.Aborted.UnsafeRegister(static content => ((PipedContent)content!).Abandon(), content);
    }

    public WriteOptions? WriteOptions { get; set; }

    /// <summary>Whether somebody reads the response all the while, so that its status is sure to come.</summary>
    public bool AwaitsOutcome { get; init; }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_isComplete)
        {
            return Refuse("Request stream has already been completed.");
        }
        if (Interlocked.Exchange(ref _isWriting, 1) != 0)
        {
            return Refuse("Can't write the message because the previous write is in progress.");
        }
        var isDone = true;
        try
        {
            if (cancellationToken.IsCancellationRequested)
            {
                _lifetime.End(CallOutcome.Cancelled);
            }
            if (_lifetime.IsOver)
            {
                return FailAsync();
            }
            Serialize(message);
            var options = WriteOptions;
            if (options is not null && options.Flags.HasFlag(WriteFlags.BufferHint)
                && _content.Writer.UnflushedBytes < FlushAt)
            {
                return Task.CompletedTask;
            }
            var flush = _content.Writer.FlushAsync(CancellationToken.None);
            if (flush.IsCompletedSuccessfully)
            {
                return flush.Result.IsCompleted ? FailAsync() : Task.CompletedTask;
            }
            isDone = false;
            return FinishAsync(flush.AsTask(), cancellationToken);
        }
        catch (Exception e)
        {
            return Task.FromException(e);
        }
        finally
        {
            if (isDone)
            {
                Volatile.Write(ref _isWriting, 0);
            }
        }
    }

    public Task CompleteAsync()
    {
        if (Volatile.Read(ref _isWriting) != 0)
        {
            return Refuse("Can't complete the client stream writer because the previous write is in progress.");
        }
        if (!_isComplete)
        {
            _isComplete = true;
            _content.Writer.Complete();
        }
        return Task.CompletedTask;
    }

    private static Task Refuse(string why) => Task.FromException(new InvalidOperationException(why));

    private void Serialize(T message)
    {
        try
        {
            _writer.Write(message, _serializer, RequestMessage.Compresses(WriteOptions));
        }
        catch (Exception e) when (_writer.IsTorn)
        {
            _lifetime.End(CallOutcome.Of(new Status(StatusCode.Internal, $"A message broke off. {e.Message}", e)));
            throw;
        }
    }

    private async Task FinishAsync(
        Task<System.IO.Pipelines.FlushResult> flush, CancellationToken cancellationToken)
    {
        try
        {
            using var registration = cancellationToken.UnsafeRegister(
                static lifetime => ((CallLifetime)lifetime!).End(CallOutcome.Cancelled), _lifetime);
            if ((await flush.ConfigureAwait(false)).IsCompleted)
            {
                await FailAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
        }
    }

    // The peer takes no more. Where nobody reads the response, its status is not known: then what went wrong is told.
    private async Task FailAsync()
    {
        if (!_lifetime.IsOver && !AwaitsOutcome)
        {
            throw new RpcException(FailureStatus.OnWrite(_content.Failure).Status);
        }
        var outcome = await _lifetime.Outcome.ConfigureAwait(false);
        throw outcome.Status.StatusCode == StatusCode.OK
            ? new InvalidOperationException("Can't write the message because the call is complete.")
            : _lifetime.ExceptionOf(outcome);
    }
}
