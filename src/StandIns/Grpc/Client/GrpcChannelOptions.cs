using Grpc.Core;
using Grpc.Net.Compression;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>
/// How a <see cref="GrpcChannel"/> connects, and what it allows. Read once, when the channel is made.
/// </summary>
public sealed class GrpcChannelOptions
{
    /// <summary>4 MiB, in bytes.</summary>
    internal const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>What the address must be secured with; null to go by its scheme.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>
    /// The largest message that may be sent, in bytes before compression; null (the default) for any.
    /// </summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>
    /// The largest message that is taken, in bytes after decompression; null for any. 4 MiB by default.
    /// </summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultMaxReceiveMessageSize;

    /// <summary>Where calls that fail are logged; null for nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>What messages may be compressed with; null for gzip.</summary>
    public IList<ICompressionProvider>? CompressionProviders { get; set; }

    /// <summary>The client that sends the calls. Not together with <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>
    /// The handler that sends the calls, null for one made for the channel. Keep-alive is set on it:
    /// <see cref="SocketsHttpHandler.KeepAlivePingDelay"/>.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>
    /// Whether the channel disposes the client or handler that it was given. One it made it always does.
    /// </summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>
    /// Whether a call that its cancellation token or its deadline ended throws
    /// <see cref="OperationCanceledException"/> in place of <see cref="RpcException"/>.
    /// </summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>
    /// Whether call credentials are also sent where the connection is not secured: anyone can read them.
    /// </summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    internal TimeProvider Time { get; set; } = TimeProvider.System;
}
