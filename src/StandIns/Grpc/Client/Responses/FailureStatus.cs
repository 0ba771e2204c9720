using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client.Calls;

namespace Grpc.Net.Client.Responses;

/// <summary>The status of a call that the transport broke off.</summary>
internal static class FailureStatus
{
    public static CallOutcome OnStart(Exception cause) => Of("Error starting gRPC call.", cause);

    public static CallOutcome OnRead(Exception cause) => Of("Error reading next message.", cause);

    public static CallOutcome OnWrite(Exception? cause) =>
        Of("Error writing message.", cause ?? new IOException("The peer takes no more messages."));

    private static CallOutcome Of(string what, Exception cause)
    {
        if (cause is RpcException { Status: var status, Trailers: var trailers })
        {
            return new(status, trailers);
        }
        return CallOutcome.Of(new Status(CodeOf(cause), $"{what} {Describe(cause)}", cause));
    }

    private static StatusCode CodeOf(Exception cause)
    {
        for (var e = cause; e is not null; e = e.InnerException)
        {
            if (e is HttpProtocolException protocol)
            {
                return CodeOf((Http2Error)protocol.ErrorCode);
            }
        }
        return cause switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError } => StatusCode.Internal,
            InvalidProtocolBufferException => StatusCode.Internal,
            HttpRequestException or IOException or SocketException or WebException => StatusCode.Unavailable,
            OperationCanceledException => StatusCode.Cancelled,
            _ => StatusCode.Internal,
        };
    }

    private static StatusCode CodeOf(Http2Error error) => error switch
    {
        Http2Error.None or Http2Error.RefusedStream => StatusCode.Unavailable,
        Http2Error.Cancel => StatusCode.Cancelled,
        Http2Error.EnhanceYourCalm => StatusCode.ResourceExhausted,
        Http2Error.InadequateSecurity => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };

    private static string Describe(Exception cause)
    {
        var text = $"{cause.GetType().Name}: {cause.Message}";
        return cause.InnerException is { } inner ? $"{text} {Describe(inner)}" : text;
    }

    private enum Http2Error : long
    {
        // A server that goes away in good order, before it has answered.
        None = 0,
        RefusedStream = 7,
        Cancel = 8,
        EnhanceYourCalm = 11,
        InadequateSecurity = 12,
    }
}
