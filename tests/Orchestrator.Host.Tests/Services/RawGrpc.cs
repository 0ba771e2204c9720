using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace Orchestrator.Host.Tests.Services;

/// <summary>Sends any bytes as a gRPC call and reads the status that comes back.</summary>
internal sealed class RawGrpc(Uri server) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { EnableMultipleHttp2Connections = true })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>The status of a call.</summary>
    /// <param name="path">The method's path.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="milliseconds">The call's deadline: a stream without an end ends by it.</param>
    public async Task<Status> CallAsync(string path, byte[] body, int milliseconds)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        request.Headers.Add("grpc-timeout", $"{milliseconds}m");
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.CopyToAsync(Stream.Null);
        var code = Header(response, "grpc-status")
            ?? throw new InvalidDataException($"HTTP {response.StatusCode} without a gRPC status.");
        var message = Uri.UnescapeDataString(Header(response, "grpc-message") ?? "");
        return new Status((StatusCode)int.Parse(code, CultureInfo.InvariantCulture), message);
    }

    public void Dispose() => _client.Dispose();

    private static string? Header(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var trailers) ? trailers.Single()
        : response.Headers.TryGetValues(name, out var headers) ? headers.Single()
        : null;
}
