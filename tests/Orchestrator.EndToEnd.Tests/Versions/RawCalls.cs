using Google.Protobuf;
using Grpc.Core;

namespace Orchestrator.EndToEnd.Tests.Versions;

/// <summary>Calls of a coordinator whose messages are bytes: as a client of any version sends them.</summary>
internal sealed class RawCalls(CallInvoker calls)
{
    private static readonly Marshaller<ByteString> Bytes =
        Marshallers.Create(message => message.ToByteArray(), ByteString.CopyFrom);

    /// <summary>The last reply to one request.</summary>
    /// <param name="method">As in <c>Sweeps/Get</c>.</param>
    /// <param name="request">The request.</param>
    public async Task<ByteString> LastAsync(string method, ByteString request)
    {
        using var call = calls.AsyncServerStreamingCall(
            Method(MethodType.ServerStreaming, method), null, Options(), request);
        var last = ByteString.Empty;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            last = call.ResponseStream.Current;
        return last;
    }

    /// <summary>A call in both directions.</summary>
    public AsyncDuplexStreamingCall<ByteString, ByteString> Open(string method) =>
        calls.AsyncDuplexStreamingCall(Method(MethodType.DuplexStreaming, method), null, Options());

    private static CallOptions Options() => new(deadline: DateTime.UtcNow.AddMinutes(4));

    private static Method<ByteString, ByteString> Method(MethodType type, string method)
    {
        var slash = method.IndexOf('/', StringComparison.Ordinal);
        return new Method<ByteString, ByteString>(
            type, $"orchestrator.v1.{method[..slash]}", method[(slash + 1)..], Bytes, Bytes);
    }
}
