using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.TestKit;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.EndToEnd.Tests.Versions;

/// <summary>
/// A coordinator of protocol 1: says to the worker that attaches what the recorded one said, in its bytes, each lease
/// when the one before has come back; then it closes the session.
/// </summary>
internal sealed class RecordedCoordinator(RecordedSession recorded) : Wire.Workers.WorkersBase, IAsyncDisposable
{
    private const int Granted = 3, Returned = 8;

    private readonly TaskCompletionSource<IReadOnlyList<ByteString>> _heard =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WebApplication? _app;

    /// <summary>What the worker said, when all leases have come back.</summary>
    public Task<IReadOnlyList<ByteString>> Heard => _heard.Task;

    public async Task<string> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        _app = builder.Build();
        _app.MapGrpcService<RecordedCoordinator>();
        await _app.StartAsync();
        return _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public override async Task Attach(
        IAsyncStreamReader<Wire.WorkerMessage> requestStream,
        IServerStreamWriter<Wire.CoordinatorMessage> responseStream, ServerCallContext context)
    {
        var heard = new List<ByteString>();
        Assert.True(await requestStream.MoveNext(context.CancellationToken));
        heard.Add(requestStream.Current.ToByteString());
        foreach (var bytes in recorded.Said("Workers/Attach", byClient: false))
        {
            var message = Wire.CoordinatorMessage.Parser.ParseFrom(bytes);
            Assert.Equal(bytes, message.ToByteString()); // what is sent are the recorded bytes
            await responseStream.WriteAsync(message);
            var isLease = RawMessage.Parse(bytes).Has(Granted);
            while (isLease && await requestStream.MoveNext(context.CancellationToken))
            {
                heard.Add(requestStream.Current.ToByteString());
                if (RawMessage.Parse(heard[^1]).Has(Returned))
                    break;
            }
        }

        _heard.TrySetResult(heard);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null)
            return;
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}
