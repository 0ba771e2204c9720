using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;

namespace Grpc.Net.Client.Requests;

/// <summary>Makes the HTTP request of a call.</summary>
internal static class RequestMessage
{
    private static readonly MediaTypeHeaderValue ContentType = new(GrpcHeaders.ContentType);
    private static readonly string UserAgent =
        $"grpc-standin/{typeof(RequestMessage).Assembly.GetName().Version?.ToString(3)}";

    public static HttpRequestMessage New(
        GrpcChannel channel, IMethod method, CallOptions options, TimeSpan? timeout, HttpContent content)
    {
        content.Headers.ContentType = ContentType;
        var request = new HttpRequestMessage(HttpMethod.Post, channel.AddressOf(method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        var headers = request.Headers;
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation("user-agent", UserAgent);
        headers.TryAddWithoutValidation(GrpcHeaders.AcceptEncoding, channel.Compressions.AcceptEncoding);
        if (timeout is { } left)
        {
            headers.TryAddWithoutValidation(GrpcHeaders.Timeout, GrpcTimeout.Encode(left));
        }
        foreach (var entry in options.Headers ?? [])
        {
            if (entry.Key == GrpcHeaders.EncodingRequest)
            {
                headers.TryAddWithoutValidation(GrpcHeaders.Encoding, entry.Value);
            }
            else if (!MetadataHeaders.IsProtocol(entry.Key))
            {
                headers.TryAddWithoutValidation(entry.Key, MetadataHeaders.ValueOf(entry));
            }
        }
        return request;
    }

    /// <summary>What writes the call's messages, with the compression that its metadata asks for.</summary>
    /// <exception cref="InvalidOperationException">The channel does not know that compression.</exception>
    public static MessageWriter NewWriter(GrpcChannel channel, CallOptions options, IBufferWriter<byte> output) =>
        new(output, channel.MaxSendMessageSize) { Compression = CompressionOf(channel, options) };

    /// <summary>Whether a message with these options is compressed, where the call is.</summary>
    public static bool Compresses(WriteOptions? options) =>
        options is null || !options.Flags.HasFlag(WriteFlags.NoCompress);

    private static ICompressionProvider? CompressionOf(GrpcChannel channel, CallOptions options)
    {
        var name = options.Headers?.GetValue(GrpcHeaders.EncodingRequest);
        if (name is null or GrpcHeaders.Identity)
        {
            return null;
        }
        return channel.Compressions.Find(name) ?? throw new InvalidOperationException(
            $"Could not find compression provider for '{name}'.");
    }
}
