using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Conformance.Tests.Grpc.Protos;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>A server of the echo service on a loopback port of its own.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private GrpcChannel? _channel;

    private EchoServer(WebApplication app) => _app = app;

    public EchoHooks Hooks => _app.Services.GetRequiredService<EchoHooks>();

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.Single());

    public GrpcChannel Channel =>
        _channel ??= GrpcChannel.ForAddress(Address, new GrpcChannelOptions { MaxReceiveMessageSize = null });

    public Echo.EchoClient Client => new(Channel);

    public static async Task<EchoServer> Start(
        Action<GrpcServiceOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? pipeline = null,
        HttpProtocols protocols = HttpProtocols.Http2)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        builder.Services.AddRouting();
        builder.Services.AddSingleton<EchoHooks>();
        builder.Services.AddGrpc(options ?? (_ => { }));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        if (pipeline is null)
            app.MapGrpcService<EchoService>();
        else
            pipeline(app);
        await app.StartAsync().Within("the server to start");
        return new(app);
    }

    /// <summary>Makes calls beside what is waited for until it holds; each call gives the server a turn.</summary>
    public async Task Until(Func<bool> holds, string awaited)
    {
        for (var calls = 0; !holds(); calls++)
        {
            Assert.True(calls < 50_000, $"Waited in vain for {awaited}.");
            await Client.UnaryAsync(new()).ResponseAsync.Within("a call beside it");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _app.DisposeAsync();
    }
}
