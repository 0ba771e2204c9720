using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Orchestrator.Host.Security;

/// <summary>Answers a call that is refused: gRPC and gRPC-Web by a status of theirs, others by one of HTTP.</summary>
internal static class RefusedResponse
{
    private const string GrpcContent = "application/grpc";

    /// <summary>Answers with the reason.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var response = context.Response;
        var isGrpc = context.Request.ContentType?.StartsWith(GrpcContent, StringComparison.OrdinalIgnoreCase) == true;
        if (refusal.RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            if (isGrpc)
                response.Headers["grpc-retry-pushback-ms"] = (1000 * seconds).ToString(CultureInfo.InvariantCulture);
        }

        if (isGrpc)
        {
            // A response of headers alone (gRPC over HTTP/2, "Trailers-Only"), which gRPC-Web takes too.
            response.StatusCode = StatusCodes.Status200OK;
            response.ContentType = GrpcContent;
            response.Headers["grpc-status"] = ((int)refusal.Code).ToString(CultureInfo.InvariantCulture);
            response.Headers["grpc-message"] = refusal.Message;
            return Task.CompletedTask;
        }

        response.StatusCode = refusal.HttpStatus;
        response.ContentType = "text/plain; charset=utf-8";
        if (refusal.HttpStatus == StatusCodes.Status401Unauthorized)
            response.Headers[HeaderNames.WWWAuthenticate] = "Bearer realm=\"orchestrator\"";
        return response.WriteAsync(refusal.Message + "\n", context.RequestAborted);
    }
}
