using Grpc.Core;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>The stream of responses that a handler writes.</summary>
internal sealed class ResponseStreamWriter<T>(
    HttpServerCallContext context, CallResponse response, Action<T, SerializationContext> serializer)
    : IServerStreamWriter<T>
    where T : class
{
    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (message is null)
            return Task.FromException(new ArgumentNullException(nameof(message)));
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        if (context.CancellationToken.IsCancellationRequested)
        {
            return Task.FromException(
                new InvalidOperationException("Can't write the message because the request is complete."));
        }

        try
        {
            var flags = (WriteOptions ?? context.WriteOptions)?.Flags ?? default;
            return response.WriteAsync(message, serializer, flags, cancellationToken);
        }
        catch (Exception e)
        {
            return Task.FromException(e);
        }
    }
}
