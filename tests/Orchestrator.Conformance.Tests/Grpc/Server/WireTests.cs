using System.IO.Compression;
using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Orchestrator.Conformance.Tests.Grpc.Protos;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>What the server answers to bytes, right and wrong.</summary>
public sealed class WireTests
{
    private static readonly EchoRequest Hello = new() { Text = "hello" };

    [Fact]
    public async Task Unary_call_is_answered_with_one_frame_and_trailers()
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);

        var reply = await raw.Call("Unary", RawCalls.Frame(Hello));

        Assert.Equal(HttpStatusCode.OK, reply.Http);
        Assert.Equal("application/grpc", reply.ContentType);
        Assert.Equal(StatusCode.OK, reply.Status);
        var (flags, message) = Assert.Single(reply.Frames());
        Assert.Equal(0, flags);
        Assert.Equal("hello", EchoReply.Parser.ParseFrom(message).Text);
    }

    [Theory]
    [InlineData("Unary")]
    [InlineData("ServerStream")]
    public async Task Single_request_without_a_message_or_with_two_is_an_internal_error(string method)
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);

        Assert.Equal(StatusCode.Internal, (await raw.Call(method, [])).Status);
        Assert.Equal(
            StatusCode.Internal, (await raw.Call(method, [.. RawCalls.Frame(Hello), .. RawCalls.Frame(Hello)])).Status);
    }

    [Theory]
    [InlineData("Unary")]
    [InlineData("ServerStream")]
    [InlineData("ClientStream")]
    [InlineData("Duplex")]
    public async Task Broken_frame_ends_every_kind_of_call_with_a_status(string method)
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);
        var message = Hello.ToByteArray();

        var truncatedHeader = await raw.Call(method, [0, 0, 0]);
        var truncatedMessage = await raw.Call(method, RawCalls.Frame(message, length: 100));
        var unknownFlag = await raw.Call(method, RawCalls.Frame(message, flags: 7));
        var compressedWithoutEncoding = await raw.Call(method, RawCalls.Frame(message, flags: 1));

        Assert.Equal(StatusCode.Internal, truncatedHeader.Status);
        Assert.Equal(StatusCode.Internal, truncatedMessage.Status);
        Assert.Equal(StatusCode.Internal, unknownFlag.Status);
        Assert.Equal(StatusCode.Internal, compressedWithoutEncoding.Status);
    }

    [Theory]
    [InlineData("Unary")]
    [InlineData("ServerStream")]
    [InlineData("ClientStream")]
    [InlineData("Duplex")]
    public async Task Message_that_is_not_protobuf_ends_every_kind_of_call_with_a_status(string method)
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);

        var reply = await raw.Call(method, RawCalls.Frame([0xff, 0xff, 0xff, 0xff]));

        Assert.Contains(reply.Status, new StatusCode?[] { StatusCode.Internal, StatusCode.Unknown });
        Assert.NotEmpty(reply.Message!);
    }

    [Theory]
    [InlineData("Unary")]
    [InlineData("ServerStream")]
    [InlineData("ClientStream")]
    [InlineData("Duplex")]
    public async Task Frame_that_announces_more_than_the_limit_is_refused_before_it_has_come(string method)
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);

        var reply = await raw.Call(method, RawCalls.Frame([1, 2, 3], length: uint.MaxValue));

        Assert.Equal(StatusCode.ResourceExhausted, reply.Status);
        Assert.Contains("exceeds", reply.Message!);
    }

    [Fact]
    public async Task Message_of_the_limit_passes_and_one_byte_more_does_not()
    {
        const int limit = 4 * 1024 * 1024;
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);
        var overhead = new EchoRequest { Payload = ByteString.CopyFrom(new byte[limit / 2]) }.CalculateSize() - (limit / 2);
        var largest = new EchoRequest { Payload = ByteString.CopyFrom(new byte[limit - overhead]) };
        Assert.Equal(limit, largest.CalculateSize());

        var passed = await raw.Call("Unary", RawCalls.Frame(largest));
        var refused = await raw.Call("Unary", RawCalls.Frame(largest.ToByteArray().Append((byte)0).ToArray()));

        Assert.Equal(StatusCode.OK, passed.Status);
        Assert.Equal(largest.Payload, EchoReply.Parser.ParseFrom(passed.Frames()[0].Message).Payload);
        Assert.Equal(StatusCode.ResourceExhausted, refused.Status);
    }

    [Theory]
    [InlineData("Gone", "Method is unimplemented.")]
    [InlineData("/orchestrator.conformance.v1.Gone/Unary", "Service is unimplemented.")]
    public async Task Unknown_method_or_service_is_unimplemented(string method, string message)
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);

        var reply = await raw.Call(method, RawCalls.Frame(Hello));

        Assert.Equal(HttpStatusCode.OK, reply.Http);
        Assert.Equal(StatusCode.Unimplemented, reply.Status);
        Assert.Equal(message, reply.Message);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpcx")]
    [InlineData("application/grpc-web")]
    [InlineData("")]
    public async Task Wrong_content_type_is_refused_by_http(string contentType)
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);

        var reply = await raw.Call("Unary", contentType, RawCalls.Frame(Hello));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, reply.Http);
        Assert.Empty(reply.Body);
    }

    [Theory]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc; charset=utf-8")]
    public async Task Content_type_with_a_format_or_parameter_is_taken(string contentType)
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);

        Assert.Equal(StatusCode.OK, (await raw.Call("Unary", contentType, RawCalls.Frame(Hello))).Status);
    }

    [Fact]
    public async Task Http_1_request_is_told_to_upgrade()
    {
        await using var server = await EchoServer.Start(protocols: HttpProtocols.Http1);
        using var raw = new RawCalls(server.Address) { Version = HttpVersion.Version11 };

        Assert.Equal(HttpStatusCode.UpgradeRequired, (await raw.Call("Unary", RawCalls.Frame(Hello))).Http);
    }

    [Fact]
    public async Task Compressed_request_is_read_and_response_is_compressed_for_those_who_accept_it()
    {
        await using var server = await EchoServer.Start(o => o.ResponseCompressionAlgorithm = "gzip");
        using var raw = new RawCalls(server.Address);
        var frame = RawCalls.Frame(Gzip(new EchoRequest { Text = new string('a', 10_000) }.ToByteArray()), flags: 1);

        var compressed = await raw.Call(
            "Unary", frame, ("grpc-encoding", "gzip"), ("grpc-accept-encoding", "identity,gzip"));
        var plain = await raw.Call("Unary", frame, ("grpc-encoding", "gzip"));

        Assert.Equal("gzip", compressed.Header("grpc-encoding"));
        var (flags, message) = Assert.Single(compressed.Frames());
        Assert.Equal(1, flags);
        Assert.Equal(10_000, EchoReply.Parser.ParseFrom(Gunzip(message)).Text.Length);
        Assert.True(message.Length < 1_000);
        Assert.Equal(0, Assert.Single(plain.Frames()).Flags);
    }

    [Fact]
    public async Task Compressed_request_that_grows_beyond_the_limit_is_refused()
    {
        await using var server = await EchoServer.Start(o => o.MaxReceiveMessageSize = 100_000);
        using var raw = new RawCalls(server.Address);
        var bomb = Gzip(new EchoRequest { Payload = ByteString.CopyFrom(new byte[50_000_000]) }.ToByteArray());
        Assert.True(bomb.Length < 100_000);

        var reply = await raw.Call("Unary", RawCalls.Frame(bomb, flags: 1), ("grpc-encoding", "gzip"));

        Assert.Equal(StatusCode.ResourceExhausted, reply.Status);
    }

    [Fact]
    public async Task Unknown_encoding_is_unimplemented_and_told_which_ones_there_are()
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);

        var reply = await raw.Call("Unary", RawCalls.Frame([1], flags: 1), ("grpc-encoding", "zip9"));

        Assert.Equal(StatusCode.Unimplemented, reply.Status);
        Assert.Contains("gzip", reply.Header("grpc-accept-encoding")!);
    }

    [Fact]
    public async Task Deadline_is_told_while_the_handler_still_runs()
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);
        var release = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        server.Hooks.BeforeAnswer = async (_, context) =>
        {
            await using var registration = context.CancellationToken.Register(() => cancelled.TrySetResult());
            await release.Task;
        };

        var reply = await raw.Call("Unary", RawCalls.Frame(Hello), ("grpc-timeout", "50m"));

        Assert.Equal(StatusCode.DeadlineExceeded, reply.Status);
        await cancelled.Task.Within("the handler's token to be cancelled");
        release.SetResult();
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("123456789S")]
    [InlineData("-1S")]
    public async Task Timeout_that_cannot_be_read_does_not_end_the_call(string timeout)
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);

        Assert.Equal(StatusCode.OK, (await raw.Call("Unary", RawCalls.Frame(Hello), ("grpc-timeout", timeout))).Status);
    }

    [Fact]
    public async Task Longest_timeout_is_taken()
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);

        var reply = await raw.Call("Unary", RawCalls.Frame(Hello), ("grpc-timeout", "99999999H"));

        Assert.Equal(StatusCode.OK, reply.Status);
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
            gzip.Write(plain);
        return output.ToArray();
    }

    private static byte[] Gunzip(byte[] compressed)
    {
        using var output = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        gzip.CopyTo(output);
        return output.ToArray();
    }
}
