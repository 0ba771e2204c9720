using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Recorder;

/// <summary>
/// Passes every gRPC call on to a coordinator, byte for byte and in both directions at once, and records its messages.
/// It knows nothing of their types, so it records any version of the program.
/// </summary>
internal sealed class RecordingRelay : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _coordinator = new(new SocketsHttpHandler());
    private readonly Uri _target;
    private readonly Recording _recording;

    private RecordingRelay(WebApplication app, Uri target, Recording recording) =>
        (_app, _target, _recording) = (app, target, recording);

    public string Address => _app.Urls.First();

    public static async Task<RecordingRelay> StartAsync(Uri coordinator, int port, Recording recording)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        var relay = new RecordingRelay(builder.Build(), coordinator, recording);
        relay._app.Run(relay.RelayAsync);
        await relay._app.StartAsync();
        return relay;
    }

    public Task EndedAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _coordinator.Dispose();
    }

    private async Task RelayAsync(HttpContext context)
    {
        var call = _recording.NextCall();
        var method = context.Request.Path.Value!;
        MessageReader Reader(string from) => new(message => _recording.Message(call, method, from, message));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_target, method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new RelayedBody(context.Request.Body, Reader("client")),
        };
        foreach (var header in context.Request.Headers.Where(h => h.Key[0] != ':' && h.Key != "Host"))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
                request.Content.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        }

        try
        {
            using var response = await _coordinator.SendAsync(request, context.RequestAborted);
            foreach (var header in response.Headers.Concat(response.Content.Headers))
                context.Response.Headers[header.Key] = header.Value.ToArray();
            await context.Response.StartAsync(context.RequestAborted);
            var body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
            await RelayedBody.CopyAsync(body, context.Response.Body, Reader("coordinator"), context.RequestAborted);
            var trailers = context.Features.Get<IHttpResponseTrailersFeature>()!.Trailers;
            foreach (var trailer in response.TrailingHeaders)
                trailers[trailer.Key] = trailer.Value.ToArray();
            var ended = response.TrailingHeaders.TryGetValues("grpc-status", out var status)
                || response.Headers.TryGetValues("grpc-status", out status);
            _recording.End(call, ended ? status!.First() : "none");
        }
        catch (Exception broken) when (broken is OperationCanceledException or HttpRequestException or IOException)
        {
            _recording.End(call, "broken");
            context.Abort();
        }
    }
}
