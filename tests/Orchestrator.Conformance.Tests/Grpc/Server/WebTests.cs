using System.Net;
using System.Text;
using Grpc.AspNetCore.Web;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Conformance.Tests.Grpc.Protos;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>gRPC-Web: what browsers send, over either version of HTTP.</summary>
public sealed class WebTests
{
    private static readonly EchoRequest Hello = new() { Text = "hello", Count = 2 };

    [Theory]
    [InlineData(1, "application/grpc-web")]
    [InlineData(1, "application/grpc-web+proto")]
    [InlineData(2, "application/grpc-web+proto")]
    public async Task Binary_call_is_answered_with_its_trailers_in_the_body(int http, string contentType)
    {
        await using var server = await Start(http);
        using var raw = Calls(server, http);

        var reply = await raw.Call("ServerStream", contentType, RawCalls.Frame(Hello));

        Assert.Equal(HttpStatusCode.OK, reply.Http);
        Assert.Equal(contentType, reply.ContentType);
        AssertTwoAnswers(reply.Frames());
    }

    [Theory]
    [InlineData(1, "application/grpc-web-text")]
    [InlineData(2, "application/grpc-web-text+proto")]
    public async Task Text_call_is_base64_both_ways(int http, string contentType)
    {
        await using var server = await Start(http);
        using var raw = Calls(server, http);
        var frame = RawCalls.Frame(Hello);
        // In two padded pieces, as a client may send it.
        var body = Convert.ToBase64String(frame[..4]) + Convert.ToBase64String(frame[4..]);

        var reply = await raw.Call("ServerStream", contentType, Encoding.ASCII.GetBytes(body));

        Assert.Equal(contentType, reply.ContentType);
        AssertTwoAnswers(new RawReply(new HttpResponseMessage(), Decode(reply.Body)).Frames());
    }

    [Fact]
    public async Task Text_that_is_not_base64_ends_with_a_status()
    {
        await using var server = await Start(1);
        using var raw = Calls(server, 1);

        var reply = await raw.Call("Unary", "application/grpc-web-text", "?!?!"u8.ToArray());

        Assert.NotEqual(StatusCode.OK, StatusOf(reply, isText: true));
    }

    [Fact]
    public async Task Failure_is_told_in_headers_or_in_the_last_frame()
    {
        await using var server = await Start(1);
        using var raw = Calls(server, 1);
        var failing = new EchoRequest { FailStatusCode = 9, FailDetail = "not now" };

        var atOnce = await raw.Call("Unary", "application/grpc-web", RawCalls.Frame(failing));
        failing.Count = 1;
        var afterOne = await raw.Call("ServerStream", "application/grpc-web", RawCalls.Frame(failing));

        Assert.Equal(StatusCode.FailedPrecondition, StatusOf(atOnce, isText: false));
        Assert.Equal(StatusCode.FailedPrecondition, StatusOf(afterOne, isText: false));
        Assert.Contains("grpc-message: not now", Encoding.ASCII.GetString(afterOne.Frames()[^1].Message));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 })]
    [InlineData(new byte[] { 0, 255, 255, 255, 255 })]
    public async Task Broken_frame_ends_with_a_status(byte[] body)
    {
        await using var server = await Start(1);
        using var raw = Calls(server, 1);

        var reply = await raw.Call("Unary", "application/grpc-web", body);

        Assert.Contains(StatusOf(reply, isText: false), new StatusCode?[] { StatusCode.Internal, StatusCode.ResourceExhausted });
    }

    [Fact]
    public async Task Plain_grpc_goes_on_beside_it()
    {
        await using var server = await Start(2);

        var reply = await server.Client.UnaryAsync(new() { Text = "a" }).ResponseAsync.Within("unary");

        Assert.Equal("a", reply.Text);
    }

    [Fact]
    public async Task Service_that_does_not_enable_it_refuses_the_content_type()
    {
        await using var server = await EchoServer.Start(
            pipeline: app =>
            {
                app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
                app.MapGrpcService<EchoService>().DisableGrpcWeb();
            },
            protocols: HttpProtocols.Http1);
        using var raw = Calls(server, 1);

        var reply = await raw.Call("Unary", "application/grpc-web", RawCalls.Frame(Hello));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, reply.Http);
    }

    [Fact]
    public async Task Preflight_request_of_a_browser_is_answered_by_cors()
    {
        await using var server = await EchoServer.Start(
            services: services => services.AddCors(),
            pipeline: app =>
            {
                app.UseGrpcWeb();
                app.UseCors(policy => policy.WithOrigins("https://example.com").WithMethods("POST").AllowAnyHeader()
                    .WithExposedHeaders("grpc-status", "grpc-message"));
                app.MapGrpcService<EchoService>().EnableGrpcWeb();
            },
            protocols: HttpProtocols.Http1);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var preflight = new HttpRequestMessage(HttpMethod.Options, RawCalls.EchoPath + "Unary");
        preflight.Headers.Add("Origin", "https://example.com");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type,x-grpc-web");

        using var answer = await http.SendAsync(preflight).Within("the preflight");
        using var raw = Calls(server, 1);
        var call = await raw.Call(
            "Unary", "application/grpc-web", RawCalls.Frame(Hello), ("Origin", "https://example.com"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("https://example.com", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("https://example.com", call.Header("Access-Control-Allow-Origin"));
        Assert.Equal(StatusCode.OK, StatusOf(call, isText: false));
    }

    private static Task<EchoServer> Start(int http) => EchoServer.Start(
        pipeline: app =>
        {
            app.UseGrpcWeb();
            app.MapGrpcService<EchoService>().EnableGrpcWeb();
        },
        protocols: http == 1 ? HttpProtocols.Http1 : HttpProtocols.Http2);

    private static RawCalls Calls(EchoServer server, int http) => new(server.Address) { Version = new Version(http, http == 1 ? 1 : 0) };

    private static void AssertTwoAnswers(List<(byte Flags, byte[] Message)> frames)
    {
        Assert.Equal([0, 0, 0x80], frames.Select(f => f.Flags));
        Assert.Equal([0, 1], frames.Take(2).Select(f => EchoReply.Parser.ParseFrom(f.Message).Index));
        Assert.Contains("grpc-status: 0\r\n", Encoding.ASCII.GetString(frames[2].Message));
    }

    private static StatusCode? StatusOf(RawReply reply, bool isText)
    {
        if (reply.Status is { } status)
            return status;
        var body = isText ? Decode(reply.Body) : reply.Body;
        var trailers = Encoding.ASCII.GetString(new RawReply(new HttpResponseMessage(), body).Frames()[^1].Message);
        var line = trailers.Split("\r\n").Single(l => l.StartsWith("grpc-status: ", StringComparison.Ordinal));
        return Enum.Parse<StatusCode>(line["grpc-status: ".Length..]);
    }

    /// <summary>Base64 in several padded pieces.</summary>
    private static byte[] Decode(byte[] text)
    {
        var plain = new List<byte>();
        for (var at = 0; at < text.Length; at += 4)
            plain.AddRange(Convert.FromBase64String(Encoding.ASCII.GetString(text, at, 4)));
        return [.. plain];
    }
}
