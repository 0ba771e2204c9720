using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Client.Calls;
using Grpc.Wire;

namespace Grpc.Net.Client.Responses;

/// <summary>What a response says about the end of its call.</summary>
internal static class ResponseStatus
{
    /// <summary>
    /// The outcome that the headers tell, either in the protocol's own words (a response without messages) or because
    /// they are no gRPC response; null where messages follow.
    /// </summary>
    public static CallOutcome? AtStart(HttpResponseMessage response)
    {
        if (StatusIn(response.Headers) is { } status)
        {
            return new(status, MetadataOf(response.Headers));
        }
        if (response.Version < HttpVersion.Version20)
        {
            return Bad(StatusCode.Internal, $"Response protocol downgraded to HTTP/{response.Version.ToString(2)}.");
        }
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return Bad(CodeOf(response.StatusCode), $"HTTP status code: {(int)response.StatusCode}");
        }
        var contentType = Single(response.Content.Headers, "Content-Type");
        if (contentType is null)
        {
            return Bad(StatusCode.Cancelled, "Response did not have a content-type header.");
        }
        return GrpcHeaders.IsGrpcContentType(contentType)
            ? null
            : Bad(StatusCode.Cancelled, $"Invalid content-type value: {contentType}");
    }

    /// <summary>The outcome that the trailers tell, after the last byte of the body.</summary>
    public static CallOutcome AtEnd(HttpResponseMessage response)
    {
        var status = StatusIn(response.TrailingHeaders)
            ?? new Status(StatusCode.Cancelled, "No grpc-status found on response.");
        return new(status, MetadataOf(response.TrailingHeaders));
    }

    /// <summary>The metadata at the head of the response.</summary>
    public static Metadata HeadersOf(HttpResponseMessage response) => MetadataOf(response.Headers);

    /// <summary>What the response's messages are compressed with; null where it does not say.</summary>
    public static string? EncodingOf(HttpResponseMessage response) => Single(response.Headers, GrpcHeaders.Encoding);

    private static CallOutcome Bad(StatusCode code, string detail) =>
        CallOutcome.Of(new Status(code, "Bad gRPC response. " + detail));

    private static Status? StatusIn(HttpResponseHeaders headers)
    {
        if (Single(headers, GrpcHeaders.Status) is not { } text)
        {
            return null;
        }
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            throw new RpcException(new Status(StatusCode.Internal, $"Unexpected grpc-status value: {text}"));
        }
        var message = Single(headers, GrpcHeaders.Message);
        return new Status((StatusCode)code, message is null ? "" : PercentEncoding.Decode(message));
    }

    private static string? Single(HttpHeaders headers, string name)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values))
        {
            return null;
        }
        return values.Count == 1
            ? values.ToString()
            : throw new RpcException(new Status(StatusCode.Internal, $"Multiple {name} headers."));
    }

    private static Metadata MetadataOf(HttpResponseHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (var value in values)
            {
                MetadataHeaders.Add(metadata, name, value);
            }
        }
        return metadata;
    }

    private static StatusCode CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
