using Akka.Actor;
using Microsoft.Extensions.Hosting;

namespace Akka.Hosting;

/// <summary>
/// Starts the actors with the host and shuts the system down with it; a system that ends takes the host along.
/// </summary>
internal sealed class AkkaHostedService(
    AkkaConfigurationBuilder builder, ActorSystem system, IHostApplicationLifetime? lifetime = null) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await builder.Start(system).ConfigureAwait(false);
        _ = system.WhenTerminated.ContinueWith(
            _ => lifetime?.StopApplication(),
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(cancellationToken);
}
