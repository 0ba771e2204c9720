using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Orchestrator.Conformance.Tests.Grpc.Protos;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>A browser and a gRPC client reach the same service on the same port, without TLS.</summary>
public sealed class OnePortTests
{
    [Fact]
    public async Task Port_serves_grpc_over_http_2_and_grpc_web_over_http_1()
    {
        await using var server = await Start();
        using var web = new RawCalls(server.Address) { Version = HttpVersion.Version11 };
        var schemes = new List<string>();
        server.Hooks.BeforeAnswer = (_, context) =>
        {
            schemes.Add(context.GetHttpContext().Request.Scheme);
            return Task.CompletedTask;
        };

        var reply = await server.Client.UnaryAsync(new() { Text = "two" }).ResponseAsync.Within("unary over HTTP/2");
        var webReply = await web.Call("Unary", "application/grpc-web", RawCalls.Frame(new EchoRequest { Text = "one" }));

        Assert.Equal("two", reply.Text);
        Assert.Equal("one", EchoReply.Parser.ParseFrom(webReply.Frames()[0].Message).Text);
        Assert.Equal(["http", "http"], schemes);
    }

    [Fact]
    public async Task Plain_page_is_served_beside_them()
    {
        await using var server = await Start();
        using var http = new HttpClient { BaseAddress = server.Address };

        Assert.Equal("here", await http.GetStringAsync("/page").Within("the page"));
    }

    private static Task<EchoServer> Start() => EchoServer.Start(
        pipeline: app =>
        {
            app.UseGrpcWeb();
            app.MapGrpcService<EchoService>().EnableGrpcWeb();
            app.MapGet("/page", () => "here");
        },
        listen: listen => listen.UseBothProtocols());
}
