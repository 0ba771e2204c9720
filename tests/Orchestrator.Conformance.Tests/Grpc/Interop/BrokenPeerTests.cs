using Grpc.Core;
using Grpc.Net.Client;
using Orchestrator.Conformance.Tests.Grpc.Protos;

namespace Orchestrator.Conformance.Tests.Grpc.Interop;

/// <summary>Our client and a server, on node's own HTTP/2, that breaks the protocol.</summary>
public sealed class BrokenPeerTests(NodeServer server) : IClassFixture<NodeServer>
{
    /// <summary>Each fault, by the method's name, with the status that its call ends with.</summary>
    public static TheoryData<string, StatusCode, string> Faults => new()
    {
        { "truncated", StatusCode.Internal, "Incomplete message." },
        { "badflags", StatusCode.Internal, "flag" },
        { "badmessage", StatusCode.Internal, "InvalidProtocolBufferException" },
        { "badgzip", StatusCode.Internal, "compressed" },
        { "unknownencoding", StatusCode.Unimplemented, "lzma" },
        { "oversized", StatusCode.ResourceExhausted, "size" },
        { "two", StatusCode.Internal, "Unexpected data" },
        { "none", StatusCode.Internal, "Failed to deserialize response message." },
        { "notrailers", StatusCode.Cancelled, "No grpc-status found on response." },
        { "badstatus", StatusCode.Internal, "fine" },
        { "html", StatusCode.Cancelled, "text/html" },
        { "notfound", StatusCode.Unimplemented, "404" },
        { "unavailable", StatusCode.Unavailable, "503" },
        { "trailersonly", StatusCode.FailedPrecondition, "100% ä" },

        // The end of the body may come before the reset.
        { "reset", StatusCode.Cancelled, "" },
        { "internal", StatusCode.Internal, "INTERNAL_ERROR" },
        { "goaway", StatusCode.Unavailable, "" },
        { "dead", StatusCode.Unavailable, "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Unary_call_to_a_broken_peer_ends_with_a_status(string fault, StatusCode code, string detail)
    {
        using var channel = GrpcChannel.ForAddress(server.BrokenAddress);
        using var call = channel.CreateCallInvoker().AsyncUnaryCall(
            MethodOf(MethodType.Unary, fault), host: null, default, new EchoRequest());
        var failure = await Bounds.FailureOf(call.ResponseAsync, fault);
        Assert.Equal(code, failure.StatusCode);
        Assert.Contains(detail, failure.Status.Detail);
        Assert.Equal(code, call.GetStatus().StatusCode);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Stream_of_a_broken_peer_ends_with_a_status(string fault, StatusCode code, string detail)
    {
        using var channel = GrpcChannel.ForAddress(server.BrokenAddress);
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            MethodOf(MethodType.DuplexStreaming, fault), host: null, default);
        var read = Bounds.AllOf(call.ResponseStream);
        if (fault is "two" or "none")
        {
            // A stream may have any number of messages.
            Assert.Equal(fault == "two" ? 2 : 0, (await read).Count);
            return;
        }
        var failure = await Bounds.FailureOf(read, fault);
        Assert.Equal(code, failure.StatusCode);
        Assert.Contains(detail, failure.Status.Detail);
        var write = await Assert.ThrowsAsync<RpcException>(
            () => call.RequestStream.WriteAsync(new EchoRequest()).Within("the write after the end"));
        Assert.Equal(code, write.StatusCode);
    }

    [Fact]
    public async Task Headers_of_a_response_without_messages_are_its_trailers()
    {
        using var channel = GrpcChannel.ForAddress(server.BrokenAddress);
        using var call = channel.CreateCallInvoker().AsyncUnaryCall(
            MethodOf(MethodType.Unary, "trailersonly"), host: null, default, new EchoRequest());
        var failure = await Bounds.FailureOf(call.ResponseAsync, "the call");
        Assert.Equal("state", failure.Trailers.GetValue("x-why"));
        Assert.Equal("state", (await call.ResponseHeadersAsync.Within("the headers")).GetValue("x-why"));
    }

    private static Method<EchoRequest, EchoReply> MethodOf(MethodType type, string name) =>
        new(type, "broken", name, EchoMarshallers.Request, EchoMarshallers.Reply);
}
