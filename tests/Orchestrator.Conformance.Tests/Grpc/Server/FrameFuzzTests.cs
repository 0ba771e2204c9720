using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Orchestrator.Conformance.Tests.Grpc.Protos;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>Generated bodies, most of them wrong, on every kind of call: always a status, never a hang.</summary>
public sealed class FrameFuzzTests
{
    private const int Bodies = 1_000;

    private static readonly Gen<byte[]> Noise = Gen.Sized(size => Gen.Choose(0, size).SelectMany(
        length => Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b), length)));

    private static readonly Gen<byte[]> Message = Gen.Frequency(
        (3, Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 16)).Select(p =>
            new EchoRequest { Text = "t", Count = p.Item1, FailStatusCode = p.Item2 < 10 ? 0 : p.Item2 }.ToByteArray())),
        (2, Noise));

    private static readonly Gen<byte[]> Frame = Gen.Frequency(
        (6, Message.Select(m => RawCalls.Frame(m))),
        (2, Gen.Zip(Message, Gen.Choose(0, 255)).Select(p => RawCalls.Frame(p.Item1, (byte)p.Item2))),
        (2, Gen.Zip(Message, Gen.Choose(-3, 40)).Select(p =>
            RawCalls.Frame(p.Item1, length: (uint)Math.Max(0, p.Item1.Length + p.Item2)))),
        (1, Gen.Zip(Message, Gen.Choose(0, int.MaxValue)).Select(p => RawCalls.Frame(p.Item1, length: (uint)p.Item2))),
        (1, Noise));

    private static readonly Gen<byte[]> Body = Gen.Choose(0, 4)
        .SelectMany(count => Gen.ArrayOf(Frame, count))
        .Select(frames => frames.SelectMany(f => f).ToArray());

    private static readonly Gen<(string Name, string Value)[]> Headers = Gen.Frequency(
        (6, Gen.Constant<(string Name, string Value)[]>([])),
        (1, Gen.Elements("gzip", "identity", "deflate", "").Select(v => new[] { ("grpc-encoding", v) })),
        (1, Gen.Elements("1S", "0m", "x", "", "99999999H").Select(v => new[] { ("grpc-timeout", v) })),
        (1, Gen.Elements("AA", "A", "=", "%%").Select(v => new[] { ("x-bin", v) })));

    [Theory]
    [InlineData("Unary")]
    [InlineData("ServerStream")]
    [InlineData("ClientStream")]
    [InlineData("Duplex")]
    public async Task Any_body_ends_with_a_status(string method)
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);
        server.Hooks.BeforeAnswer = (_, context) =>
        {
            Assert.NotNull(context.RequestHeaders);
            return Task.CompletedTask;
        };

        var seen = new List<StatusCode?>();
        foreach (var (body, headers) in Gen.Zip(Body, Headers).Sample(Bodies))
        {
            var reply = await raw.Call(method, body, headers);
            Assert.True(
                reply.Http == HttpStatusCode.OK && reply.Status is not null,
                $"{method} {Convert.ToHexString(body)} was answered with {reply.Http} and no status");
            seen.Add(reply.Status);
        }

        Assert.Equal(Bodies, seen.Count);
        Assert.Contains(StatusCode.OK, seen);
        Assert.Contains(StatusCode.Internal, seen);
        Assert.Contains(StatusCode.ResourceExhausted, seen);
        Assert.Equal("on", (await server.Client.UnaryAsync(new() { Text = "on" }).ResponseAsync.Within("a call after")).Text);
    }

    [Theory]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc-web-text")]
    public async Task Any_body_of_grpc_web_ends_with_an_answer(string contentType)
    {
        await using var server = await EchoServer.Start(
            pipeline: app =>
            {
                app.UseGrpcWeb();
                app.MapGrpcService<EchoService>().EnableGrpcWeb();
            },
            protocols: HttpProtocols.Http1);
        using var raw = new RawCalls(server.Address) { Version = HttpVersion.Version11 };
        var isText = contentType.EndsWith("text", StringComparison.Ordinal);

        foreach (var body in Body.Sample(Bodies / 2))
        {
            var text = isText && body.Length % 2 == 0 ? Convert.ToBase64String(body).Select(c => (byte)c).ToArray() : body;
            var reply = await raw.Call("Unary", contentType, text);
            Assert.True(
                reply.Http == HttpStatusCode.OK && (reply.Status is not null || reply.Body.Length > 0),
                $"{contentType} {Convert.ToHexString(text)} was answered with {reply.Http} and nothing else");
        }
    }
}
