namespace Grpc.Core;

/// <summary>A stream of messages to write. One write at a time.</summary>
/// <typeparam name="T">The message's type.</typeparam>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the next messages are written; null means the call's own way.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes a message. A slow reader makes it wait.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Ends when the next message may be written.</returns>
    Task WriteAsync(T message);

    /// <summary>Writes a message. A slow reader makes it wait.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Gives up; the whole call is then cancelled.</param>
    /// <returns>Ends when the next message may be written.</returns>
    Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? throw new NotSupportedException("This writer does not support cancellation of a single write.")
        : WriteAsync(message);
}
