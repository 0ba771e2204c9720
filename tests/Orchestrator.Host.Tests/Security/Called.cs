using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace Orchestrator.Host.Tests.Security;

/// <summary>What a call came to: the HTTP status, and gRPC's where there is one.</summary>
internal sealed record Called(HttpStatusCode Http, StatusCode? Grpc, string Message, HttpResponseHeaders Headers)
{
    /// <summary>An empty message in its frame.</summary>
    private static readonly byte[] EmptyMessage = new byte[5];

    /// <summary>Whether the caller was let through, whatever came of it then.</summary>
    public bool IsLetThrough => Http is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        && Grpc is not (StatusCode.Unauthenticated or StatusCode.PermissionDenied);

    /// <summary>Calls a gRPC method with an empty message; a stream without an end ends by its deadline.</summary>
    public static Task<Called> GrpcAsync(
        HttpClient client, string path, string? authorization, string contentType = "application/grpc")
    {
        var isWeb = contentType.StartsWith("application/grpc-web", StringComparison.Ordinal);
        var body = contentType.StartsWith("application/grpc-web-text", StringComparison.Ordinal)
            ? System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(EmptyMessage)) : EmptyMessage;
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(client.BaseAddress!.GetLeftPart(UriPartial.Authority) + path))
        {
            Version = isWeb ? HttpVersion.Version11 : HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        request.Headers.Add("grpc-timeout", "1S");
        return SendAsync(client, request, authorization);
    }

    /// <summary>Gets a page.</summary>
    public static Task<Called> GetAsync(HttpClient client, string path, string? authorization) =>
        SendAsync(client, new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), authorization);

    private static async Task<Called> SendAsync(HttpClient client, HttpRequestMessage request, string? authorization)
    {
        using var _ = request;
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("authorization", authorization);
        using var response = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var code = Header(response, "grpc-status");
        return new Called(
            response.StatusCode,
            code is null ? null : (StatusCode)int.Parse(code, CultureInfo.InvariantCulture),
            Uri.UnescapeDataString(Header(response, "grpc-message") ?? text), response.Headers);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var trailers) ? trailers.Single()
        : response.Headers.TryGetValues(name, out var headers) ? headers.Single()
        : null;
}
