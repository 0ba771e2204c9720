using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orchestrator.Host.Serving;

namespace Orchestrator.Host.Tests.Client;

/// <summary>Something that answers gRPC calls on a loopback port as it is told, a queue of answers a method.</summary>
internal sealed class FakeCoordinator : IAsyncDisposable
{
    private readonly SharedPort _port;
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Answer>> _answers = new();

    private FakeCoordinator(int port)
    {
        _port = new SharedPort(new IPEndPoint(IPAddress.Loopback, port));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSharedPort();
        builder.WebHost.ConfigureKestrel(_port.Listen);
        _app = builder.Build();
        _app.MapPost("/{service}/{method}", AnswerAsync);
    }

    public Uri Address => new($"http://{_port.Bound}");

    /// <summary>The methods called, in their order.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    public static async Task<FakeCoordinator> StartAsync(int port = 0)
    {
        var fake = new FakeCoordinator(port);
        await fake._app.StartAsync(TestContext.Current.CancellationToken);
        return fake;
    }

    /// <summary>The next call of a method gives these messages and ends well.</summary>
    public void Give(string method, params IMessage[] messages) =>
        AnswersOf(method).Enqueue(new Answer(messages, StatusCode.OK, "", null));

    /// <summary>The next call of a method gives these messages and fails.</summary>
    public void Refuse(
        string method, StatusCode code, string detail, Uri? leader = null, params IMessage[] messages) =>
        AnswersOf(method).Enqueue(new Answer(messages, code, detail, leader));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private ConcurrentQueue<Answer> AnswersOf(string method) => _answers.GetOrAdd(method, _ => []);

    private async Task AnswerAsync(HttpContext context, string method)
    {
        Calls.Enqueue(method);
        if (!AnswersOf(method).TryDequeue(out var answer))
            answer = new Answer([], StatusCode.Unimplemented, $"nothing was prepared for {method}", null);
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        foreach (var message in answer.Messages)
        {
            var content = message.ToByteArray();
            var frame = new byte[5 + content.Length];
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), content.Length);
            content.CopyTo(frame, 5);
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
        }

        context.Response.AppendTrailer("grpc-status", $"{(int)answer.Code}");
        context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(answer.Detail));
        if (answer.Leader is { } leader)
            context.Response.AppendTrailer("leader-address", leader.ToString());
    }

    private sealed record Answer(IMessage[] Messages, StatusCode Code, string Detail, Uri? Leader);
}
