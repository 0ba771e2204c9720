using Microsoft.Extensions.Hosting;

namespace Orchestrator.Host.Serving;

/// <summary>Leaves signals to the program, which starts and stops the server itself.</summary>
internal sealed class CallersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
