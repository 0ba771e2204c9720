namespace Grpc.Core;

/// <summary>The stream of requests that a client writes.</summary>
/// <typeparam name="T">The message's type.</typeparam>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Ends the stream; the server then knows that no more will come.</summary>
    /// <returns>Ends when the end is handed to the transport.</returns>
    Task CompleteAsync();
}
