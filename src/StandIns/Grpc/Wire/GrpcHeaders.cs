namespace Grpc.Wire;

/// <summary>The header names and values of gRPC over HTTP/2, in the lower case in which they travel.</summary>
internal static class GrpcHeaders
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string StatusDetails = "grpc-status-details-bin";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";

    /// <summary>A request for compression, made in the metadata; never sent.</summary>
    public const string EncodingRequest = "grpc-internal-encoding-request";

    /// <summary>The encoding that changes nothing.</summary>
    public const string Identity = "identity";

    /// <summary>
    /// Whether <paramref name="value"/> is gRPC's content type: itself, with a message format after a plus, or with
    /// parameters after a semicolon.
    /// </summary>
    public static bool IsGrpcContentType(string? value)
    {
        if (value is null || !value.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        return value.Length == ContentType.Length || value[ContentType.Length] is ';' or '+' or ' ';
    }
}
