using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Orchestrator.Host.Security;
using Orchestrator.Host.Serving;
using Orchestrator.TestKit.Certificates;

namespace Orchestrator.Host.Tests.Client;

/// <summary>Something that answers gRPC calls on a loopback port as it is told, a queue of answers a method.</summary>
internal sealed class FakeCoordinator : IAsyncDisposable
{
    private readonly SharedPort _port;
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Answer>> _answers = new();

    private readonly bool _isSecure;

    private FakeCoordinator(int port, PemFiles? certificate, string? clients)
    {
        _port = new SharedPort(new IPEndPoint(IPAddress.Loopback, port));
        _isSecure = certificate is not null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSharedPort();
        if (certificate is null)
            builder.WebHost.ConfigureKestrel(_port.Listen);
        else
        {
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
                kestrel.Listen(IPAddress.Loopback, port, listen => UseTls(listen, certificate, clients)));
        }

        _app = builder.Build();
        _app.MapPost("/{service}/{method}", AnswerAsync);
    }

    public Uri Address => _isSecure ? new(_app.Urls.Single()) : new($"http://{_port.Bound}");

    /// <summary>The authorization header of each call, empty where there was none.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = [];

    /// <summary>The subject of the client certificate of each call, empty where there was none.</summary>
    public ConcurrentQueue<string> Certificates { get; } = [];

    /// <summary>The methods called, in their order.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>Starts one, by TLS where it has a certificate.</summary>
    /// <param name="port">The port; 0 for any.</param>
    /// <param name="certificate">What it serves with.</param>
    /// <param name="clients">Whose certificates it takes of clients; null: it does not ask.</param>
    public static async Task<FakeCoordinator> StartAsync(
        int port = 0, PemFiles? certificate = null, string? clients = null)
    {
        var fake = new FakeCoordinator(port, certificate, clients);
        await fake._app.StartAsync(TestContext.Current.CancellationToken);
        return fake;
    }

    /// <summary>The next call of a method gives these messages and ends well.</summary>
    public void Give(string method, params IMessage[] messages) =>
        AnswersOf(method).Enqueue(new Answer(messages, StatusCode.OK, "", []));

    /// <summary>The next call of a method gives these messages and fails.</summary>
    public void Refuse(
        string method, StatusCode code, string detail, Uri? leader = null, params IMessage[] messages) =>
        AnswersOf(method).Enqueue(new Answer(
            messages, code, detail, leader is null ? [] : new() { ["leader-address"] = leader.ToString() }));

    /// <summary>The next call of a method is one too many.</summary>
    public void Limit(string method, string retryAfter) => AnswersOf(method).Enqueue(new Answer(
        [], StatusCode.ResourceExhausted, "too many requests", new() { ["retry-after"] = retryAfter }));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private ConcurrentQueue<Answer> AnswersOf(string method) => _answers.GetOrAdd(method, _ => []);

    private async Task AnswerAsync(HttpContext context, string method)
    {
        Calls.Enqueue(method);
        Authorizations.Enqueue($"{context.Request.Headers.Authorization}");
        Certificates.Enqueue(context.Connection.ClientCertificate?.Subject ?? "");
        if (!AnswersOf(method).TryDequeue(out var answer))
            answer = new Answer([], StatusCode.Unimplemented, $"nothing was prepared for {method}", []);
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
        foreach (var (name, value) in answer.Trailers)
            context.Response.AppendTrailer(name, value);
    }

    private static void UseTls(ListenOptions listen, PemFiles certificate, string? clients)
    {
        var trusted = clients is null ? null : TrustedCertificates.Open(clients, TimeProvider.System);
        listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = X509Certificate2.CreateFromPemFile(certificate.Certificate, certificate.Key),
            ClientCertificateMode = clients is null
                ? ClientCertificateMode.NoCertificate : ClientCertificateMode.AllowCertificate,
            ClientCertificateValidation = (peer, chain, _) =>
                trusted!.Accepts(peer, chain?.ChainPolicy.ExtraStore ?? [], null),
        });
    }

    private sealed record Answer(
        IMessage[] Messages, StatusCode Code, string Detail, Dictionary<string, string> Trailers);
}
