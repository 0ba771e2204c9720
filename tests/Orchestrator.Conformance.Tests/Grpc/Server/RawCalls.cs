using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>Calls made of bytes: no client library between the test and the wire.</summary>
internal sealed class RawCalls(Uri address) : IDisposable
{
    public const string EchoPath = "/orchestrator.conformance.v1.Echo/";

    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public Version Version { get; init; } = HttpVersion.Version20;

    /// <summary>A message behind its header.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message, byte flags = 0, uint? length = null)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), length ?? (uint)message.Length);
        message.CopyTo(frame.AsSpan(5));
        return frame;
    }

    public static byte[] Frame(IMessage message) => Frame(message.ToByteArray());

    public Task<RawReply> Call(string method, byte[] body, params (string Name, string Value)[] headers) =>
        Call(method, "application/grpc", body, headers);

    public async Task<RawReply> Call(
        string method, string contentType, byte[] body, params (string Name, string Value)[] headers)
    {
        using var response = await Send(method, contentType, new ByteArrayContent(body), headers);
        var content = await response.Content.ReadAsByteArrayAsync().Within($"the body of {method}");
        return new(response, content);
    }

    /// <summary>The response as soon as its headers are there.</summary>
    public Task<HttpResponseMessage> Send(
        string method, string contentType, HttpContent content, params (string Name, string Value)[] headers)
    {
        var path = method.StartsWith('/') ? method : EchoPath + method;
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = Version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        if (contentType.Length > 0)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.TE.ParseAdd("trailers");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Within($"the headers of {method}");
    }

    public void Dispose() => _http.Dispose();
}
