using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.Host.Serving;

/// <summary>How a server takes the shared port in.</summary>
internal static class SharedPortServices
{
    /// <summary>Lets Kestrel bind a <see cref="SharedPort"/>; other endpoints are bound as before.</summary>
    public static IServiceCollection AddSharedPort(this IServiceCollection services) =>
        services.AddSingleton<IConnectionListenerFactory>(provider => new SharedPortTransport(
            new SocketTransportFactory(
                provider.GetRequiredService<IOptions<SocketTransportOptions>>(),
                provider.GetRequiredService<ILoggerFactory>()),
            provider.GetService<TimeProvider>() ?? TimeProvider.System));

    /// <summary>The same, listening on a socket that is bound already.</summary>
    public static IServiceCollection AddSharedPort(this IServiceCollection services, ListeningSocket listener) =>
        services.AddSharedPort()
            .Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = listener.Take);
}
