using System.IO.Pipelines;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Web;

/// <summary>
/// Makes gRPC-Web requests look like gRPC to what follows: the trailers go into the body as a last frame, and in text
/// mode both bodies are base64.
/// </summary>
internal sealed class GrpcWebMiddleware(bool defaultEnabled, RequestDelegate next)
{
    private const string Web = "application/grpc-web";
    private const string WebText = "application/grpc-web-text";

    public Task InvokeAsync(HttpContext http)
    {
        var contentType = http.Request.ContentType;
        if (!HttpMethods.IsPost(http.Request.Method)
            || contentType is null
            || !contentType.StartsWith(Web, StringComparison.OrdinalIgnoreCase)
            || !IsEnabled(http))
        {
            return next(http);
        }

        if (IsType(contentType, WebText))
            return TranslateAsync(http, WebText);
        return IsType(contentType, Web) ? TranslateAsync(http, Web) : next(http);
    }

    private static bool IsType(string contentType, string type) =>
        contentType.StartsWith(type, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == type.Length || contentType[type.Length] is ';' or '+' or ' ');

    private bool IsEnabled(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IGrpcWebEnabledMetadata>()?.GrpcWebEnabled ?? defaultEnabled;

    private async Task TranslateAsync(HttpContext http, string type)
    {
        var isText = type == WebText;
        var format = http.Request.ContentType![type.Length..];
        var subtype = format.StartsWith('+') ? format.Split(';', ' ')[0] : "";
        var features = http.Features;
        var response = new GrpcWebResponse(features.GetRequiredFeature<IHttpResponseBodyFeature>(), isText);
        var requestBody = features.Get<IRequestBodyPipeFeature>();
        var protocol = http.Request.Protocol;
        if (isText)
            features.Set<IRequestBodyPipeFeature>(new DecodedBody(http.Request.Body));
        features.Set<IHttpResponseBodyFeature>(response);
        features.Set<IHttpResponseTrailersFeature>(response);
        http.Request.ContentType = GrpcHeaders.ContentType + subtype;
        http.Request.Protocol = HttpProtocol.Http2;
        http.Response.OnStarting(() =>
        {
            if (GrpcHeaders.IsGrpcContentType(http.Response.ContentType))
                http.Response.ContentType = type + subtype;
            return Task.CompletedTask;
        });
        try
        {
            await next(http).ConfigureAwait(false);
            await response.EndAsync().ConfigureAwait(false);
        }
        finally
        {
            http.Request.Protocol = protocol;
            features.Set<IHttpResponseBodyFeature>(response.Inner);
            features.Set<IHttpResponseTrailersFeature>(null);
            features.Set(requestBody);
        }
    }

    private sealed class DecodedBody(Stream body) : IRequestBodyPipeFeature
    {
        public PipeReader Reader { get; } = PipeReader.Create(new Base64Decoding(body));
    }
}
