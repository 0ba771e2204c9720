namespace Grpc.Core;

/// <summary>The stream of responses that a server writes; it ends when the handler returns.</summary>
/// <typeparam name="T">The message's type.</typeparam>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
