using System.Globalization;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>Answers requests that become no call: a status in the headers and nothing else.</summary>
internal static class Refusal
{
    /// <summary>Answers a request that is no gRPC call; false if it is one.</summary>
    public static bool Refuse(HttpContext http)
    {
        var request = http.Request;
        if (!GrpcHeaders.IsGrpcContentType(request.ContentType))
        {
            Answer(
                http,
                StatusCode.InvalidArgument,
                $"Content-Type '{request.ContentType}' is not supported.",
                StatusCodes.Status415UnsupportedMediaType);
            return true;
        }

        if (HttpProtocol.IsHttp2(request.Protocol) || HttpProtocol.IsHttp3(request.Protocol))
            return false;
        Answer(
            http,
            StatusCode.Internal,
            $"Request protocol '{request.Protocol}' is not supported.",
            StatusCodes.Status426UpgradeRequired);
        return true;
    }

    public static void Answer(
        HttpContext http, StatusCode code, string text, int httpStatus = StatusCodes.Status200OK)
    {
        var response = http.Response;
        response.StatusCode = httpStatus;
        if (httpStatus == StatusCodes.Status200OK)
            response.ContentType = GrpcHeaders.ContentType;
        else if (httpStatus == StatusCodes.Status426UpgradeRequired)
            response.Headers.Upgrade = "HTTP/2";
        SetStatus(response.Headers, new Status(code, text));
    }

    public static void SetStatus(IHeaderDictionary headers, Status status)
    {
        headers[GrpcHeaders.Status] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(status.Detail))
            headers[GrpcHeaders.Message] = PercentEncoding.Encode(status.Detail);
    }
}
