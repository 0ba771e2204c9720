using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Orchestrator.Conformance.Tests.Grpc.Protos;

namespace Orchestrator.Conformance.Tests.Grpc.Interop;

/// <summary>Our client and somebody else's server: what every server must see and give alike.</summary>
public abstract class ClientInteropTests : IDisposable
{
    private const int FourMegabytes = 4 * 1024 * 1024;
    private readonly PeerServer _server;
    private readonly GrpcChannel _channel;
    private readonly Echo.EchoClient _client;

    protected ClientInteropTests(PeerServer server)
    {
        _server = server;
        _channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { MaxReceiveMessageSize = 2 * FourMegabytes });
        _client = new(_channel);
    }

    public void Dispose()
    {
        _channel.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Unary_request_comes_back()
    {
        using var call = _client.UnaryAsync(new EchoRequest { Text = "grüße", Payload = ByteString.CopyFrom(0, 255, 1) });
        var reply = await call.ResponseAsync.Within("the reply");
        Assert.Equal("grüße", reply.Text);
        Assert.Equal([0, 255, 1], reply.Payload.ToByteArray());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public void Blocking_unary_request_comes_back() => Assert.Equal("a", _client.Unary(new EchoRequest { Text = "a" }).Text);

    [Fact]
    public async Task Server_stream_gives_every_message_in_order()
    {
        using var call = _client.ServerStream(new EchoRequest { Text = "s", Count = 1000 });
        var replies = await Bounds.AllOf(call.ResponseStream);
        Assert.Equal(Enumerable.Range(0, 1000), replies.Select(r => r.Index));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Client_stream_brings_every_message_in_order()
    {
        using var call = _client.ClientStream();
        for (var i = 0; i < 300; i++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{i % 10}", Payload = ByteString.CopyFrom(new byte[i]) })
                .Within($"write {i}");
        }
        await call.RequestStream.CompleteAsync().Within("the end of the requests");
        var reply = await call.ResponseAsync.Within("the reply");
        Assert.Equal(string.Concat(Enumerable.Repeat("0123456789", 30)), reply.Text);
        Assert.Equal(300, reply.Index);
        Assert.Equal(299 * 300 / 2, reply.PayloadBytes);
    }

    [Fact]
    public async Task Duplex_stream_answers_each_message_as_it_comes()
    {
        using var call = _client.Duplex();
        for (var i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{i}" }).Within($"write {i}");
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).Within($"answer {i}"));
            Assert.Equal($"{i}", call.ResponseStream.Current.Text);
        }
        await call.RequestStream.CompleteAsync().Within("the end of the requests");
        Assert.Empty(await Bounds.AllOf(call.ResponseStream));
    }

    [Fact]
    public async Task Duplex_stream_both_ways_at_once_loses_nothing()
    {
        const int Count = 5000;
        using var call = _client.Duplex();
        var replies = Bounds.AllOf(call.ResponseStream);
        for (var i = 0; i < Count; i++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Count = 1, Text = $"{i}" }).Within($"write {i}");
        }
        await call.RequestStream.CompleteAsync().Within("the end of the requests");
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"{i}"), (await replies).Select(r => r.Text));
    }

    [Fact]
    public async Task Deadline_that_passes_ends_the_call()
    {
        using var call = _client.UnaryAsync(
            new EchoRequest { DelayMs = 60_000 }, deadline: DateTime.UtcNow.AddMilliseconds(300));
        var failure = await Bounds.FailureOf(call.ResponseAsync, "the call with a deadline");
        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        await _server.CancellationAsync();
    }

    [Fact]
    public async Task Cancellation_in_mid_stream_is_seen_by_the_server()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.ServerStream(
            new EchoRequest { Count = int.MaxValue, DelayMs = 20 }, cancellationToken: cancellation.Token);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).Within("the first answer"));
        await cancellation.CancelAsync();
        var next = Bounds.AllOf(call.ResponseStream);
        Assert.Equal(StatusCode.Cancelled, (await Bounds.FailureOf(next, "the read")).StatusCode);
        await _server.CancellationAsync();
    }

    [Fact]
    public async Task Cancelled_duplex_stream_ends_both_ways()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.Duplex(cancellationToken: cancellation.Token);
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "a" }).Within("the write");
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).Within("the first answer"));
        var next = call.ResponseStream.MoveNext(CancellationToken.None);
        await cancellation.CancelAsync();
        Assert.Equal(StatusCode.Cancelled, (await Bounds.FailureOf(next, "the read")).StatusCode);
        var write = call.RequestStream.WriteAsync(new EchoRequest());
        Assert.Equal(StatusCode.Cancelled, (await Bounds.FailureOf(write, "the write")).StatusCode);
    }

    [Fact]
    public async Task Failure_brings_code_message_trailers_and_details()
    {
        var headers = new Metadata { { "x-text", "why" }, { "x-bytes-bin", new byte[] { 0, 1, 254, 255 } } };
        using var call = _client.UnaryAsync(
            new EchoRequest { FailStatusCode = 9, FailDetail = "100% ä\n", FailReason = "STATE" }, headers);
        var failure = await Bounds.FailureOf(call.ResponseAsync, "the call");
        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        Assert.Equal("100% ä\n", failure.Status.Detail);
        Assert.Equal("why", failure.Trailers.GetValue("x-text"));
        Assert.Equal([0, 1, 254, 255], failure.Trailers.GetValueBytes("x-bytes-bin"));
        var details = failure.GetRpcStatus();
        Assert.NotNull(details);
        var info = Assert.Single(details.Details);
        Assert.Equal("type.googleapis.com/google.rpc.ErrorInfo", info.TypeUrl);
        // The first field of ErrorInfo, which has had several names.
        Assert.Equal("STATE", StringValue.Parser.ParseFrom(info.Value).Value);
    }

    [Fact]
    public async Task Failure_after_messages_comes_after_them()
    {
        using var call = _client.ServerStream(new EchoRequest { Count = 3, FailStatusCode = 10, FailDetail = "late" });
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).Within($"message {i}"));
        }
        var failure = await Bounds.FailureOf(call.ResponseStream.MoveNext(CancellationToken.None), "the stream");
        Assert.Equal((StatusCode.Aborted, "late"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal(StatusCode.Aborted, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Failure_while_requests_are_still_written_stops_the_writer()
    {
        using var call = _client.ClientStream();
        var failure = await Assert.ThrowsAnyAsync<RpcException>(async () =>
        {
            await call.RequestStream.WriteAsync(new EchoRequest { FailStatusCode = 8, FailDetail = "enough" });
            while (true)
            {
                await call.RequestStream.WriteAsync(new EchoRequest { Payload = ByteString.CopyFrom(new byte[10_000]) })
                    .Within("a write that goes on or fails");
            }
        });
        Assert.Equal((StatusCode.ResourceExhausted, "enough"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal(StatusCode.ResourceExhausted, (await Bounds.FailureOf(call.ResponseAsync, "the call")).StatusCode);
    }

    [Fact]
    public async Task Metadata_go_out_and_come_back_in_headers_and_trailers()
    {
        var headers = new Metadata { { "x-text", "a, b" }, { "x-bytes-bin", new byte[] { 1 } } };
        using var call = _client.UnaryAsync(new EchoRequest(), headers);
        var received = await call.ResponseHeadersAsync.Within("the headers");
        await call.ResponseAsync.Within("the reply");
        foreach (var metadata in new[] { received, call.GetTrailers() })
        {
            Assert.Equal("a, b", metadata.GetValue("x-text"));
            Assert.Equal([1], metadata.GetValueBytes("x-bytes-bin"));
        }
    }

    [Fact]
    public async Task Trace_of_the_caller_goes_with_the_call()
    {
        using var activity = new Activity("caller").Start();
        using var call = _client.UnaryAsync(new EchoRequest());
        var headers = await call.ResponseHeadersAsync.Within("the headers");
        Assert.Contains(activity.TraceId.ToString(), headers.GetValue("seen-traceparent"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    public async Task Message_of_four_megabytes_comes_back(string? encoding)
    {
        var payload = new byte[FourMegabytes];
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] = (byte)(i * 31 >> 8);
        }
        var headers = encoding is null ? [] : new Metadata { { "grpc-internal-encoding-request", encoding } };
        using var call = _client.UnaryAsync(new EchoRequest { Payload = UnsafeByteOperations.UnsafeWrap(payload) }, headers);
        var reply = await call.ResponseAsync.Within("the reply");
        Assert.True(reply.Payload.Span.SequenceEqual(payload));
    }

    [Fact]
    public async Task Compressed_requests_of_a_stream_are_read()
    {
        using var call = _client.ClientStream(new Metadata { { "grpc-internal-encoding-request", "gzip" } });
        await call.RequestStream.WriteAsync(new EchoRequest { Text = new('a', 1000) }).Within("the first write");
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await call.RequestStream.WriteAsync(new EchoRequest { Text = new('b', 1000) }).Within("the second write");
        await call.RequestStream.CompleteAsync().Within("the end of the requests");
        var reply = await call.ResponseAsync.Within("the reply");
        Assert.Equal(new string('a', 1000) + new string('b', 1000), reply.Text);
    }

    [Fact]
    public async Task Message_too_large_for_us_is_refused_here()
    {
        using var channel = GrpcChannel.ForAddress(_server.Address);
        var request = new EchoRequest { Payload = ByteString.CopyFrom(new byte[FourMegabytes]) };
        using var call = new Echo.EchoClient(channel).UnaryAsync(request);
        Assert.Equal(StatusCode.ResourceExhausted, (await Bounds.FailureOf(call.ResponseAsync, "the call")).StatusCode);
    }

    [Fact]
    public async Task Message_too_large_for_the_server_is_refused_there()
    {
        using var call = _client.UnaryAsync(new EchoRequest { Payload = ByteString.CopyFrom(new byte[(2 * FourMegabytes) + 1]) });
        Assert.Equal(StatusCode.ResourceExhausted, (await Bounds.FailureOf(call.ResponseAsync, "the call")).StatusCode);
        Assert.Equal("b", (await _client.UnaryAsync(new EchoRequest { Text = "b" }).ResponseAsync.Within("the next reply")).Text);
    }

    [Fact]
    public async Task Unknown_method_is_unimplemented()
    {
        var method = new Method<EchoRequest, EchoReply>(
            MethodType.Unary, "orchestrator.conformance.v1.Echo", "Nothing",
            EchoMarshallers.Request, EchoMarshallers.Reply);
        using var call = _channel.CreateCallInvoker().AsyncUnaryCall(method, host: null, default, new EchoRequest());
        Assert.Equal(StatusCode.Unimplemented, (await Bounds.FailureOf(call.ResponseAsync, "the call")).StatusCode);
    }
}
