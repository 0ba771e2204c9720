using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Coordinator;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Locations;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker;
using Orchestrator.Worker.Execution;
using Orchestrator.Worker.Leases;

namespace Orchestrator.Host.Composition;

/// <summary>
/// The embedded mode: the same coordinator and the same worker as on a cluster, joined in one process by two channels.
/// Started once, stopped by disposing: the worker hands back what it holds, and what has been computed is made durable.
/// </summary>
internal sealed class EmbeddedOrchestrator : IAsyncDisposable
{
    private static readonly TimeSpan LeadLimit = TimeSpan.FromSeconds(20);
    private readonly IHost _host;
    private readonly CancellationTokenSource _drain = new();
    private readonly Task _worker;
    private bool _storeRefuses;

    private EmbeddedOrchestrator(
        IHost host, WorkerOptions options, IDatasetSource datasets, TimeProvider time, GroupSizes sizes)
    {
        _host = host;
        var reports = Channel.CreateUnbounded<WorkerMessage>();
        var orders = Channel.CreateUnbounded<CoordinatorMessage>();
        var session = host.Services.GetRequiredService<WorkerEndpoint>()
            .ServeAsync(reports.Reader, orders.Writer, CancellationToken.None);
        var node = new WorkerNode(
            options, new BundleRunner(datasets, time) { GroupSizes = _ => sizes }, time);
        _worker = Task.WhenAll(session, node.RunAsync(orders.Reader, reports.Writer, _drain.Token));
    }

    private SweepEndpoint Sweeps => _host.Services.GetRequiredService<SweepEndpoint>();

    /// <summary>Starts coordinator and worker over an open store.</summary>
    /// <param name="store">The store; stays the caller's.</param>
    /// <param name="options">The worker's slots.</param>
    /// <param name="datasets">The data sets of the sweeps that will be run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sizes">How many replicas train as one network; null: as where nothing was measured.</param>
    /// <exception cref="StoreException">Another coordinator leads on the store.</exception>
    public static async Task<EmbeddedOrchestrator> StartAsync(
        StoreConnection store, WorkerOptions options, IDatasetSource datasets, TimeProvider time,
        GroupSizes? sizes = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings());
        builder.Services
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddStore(store)
            .AddCoordinatorNode(
                store, address: null, new CoordinatorOptions { SilenceLimit = null, ResumeSweeps = false }, time);
        var host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        try
        {
            await LeadAsync(host, store, time).ConfigureAwait(false);
        }
        catch
        {
            await host.StopAsync().ConfigureAwait(false);
            host.Dispose();
            throw;
        }

        return new EmbeddedOrchestrator(host, options, datasets, time, sizes ?? GroupSizes.Unmeasured);
    }

    /// <summary>
    /// Submits a sweep, or takes it up again, and gives its progress until it is finished, which is the last one.
    /// </summary>
    /// <exception cref="StoreException">
    /// Results or events can no longer be stored; what was stored before is safe.
    /// </exception>
    public async IAsyncEnumerable<SweepProgress> RunAsync(
        SweepPlan plan, SweepRecord record, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Sweeps.SubmitAsync(plan, record, cancellation).ConfigureAwait(false);
        await foreach (var progress in Sweeps.WatchAsync(record.Id, cancellation).ConfigureAwait(false))
        {
            if (progress.StoreError is { } error)
            {
                _storeRefuses = true;
                throw new StoreException($"{error}; what was stored is safe, and the same command goes on from there");
            }

            yield return progress;
        }
    }

    /// <summary>Drains the worker, makes what it reported durable, and stops the coordinator.</summary>
    public async ValueTask DisposeAsync()
    {
        await _drain.CancelAsync().ConfigureAwait(false);
        await _worker.ConfigureAwait(false);
        if (!_storeRefuses)
            await FlushAsync().ConfigureAwait(false);
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
        _drain.Dispose();
    }

    // A coordinator that died a moment ago leads until its lease ends.
    private static async Task LeadAsync(IHost host, StoreConnection store, TimeProvider time)
    {
        var leadership = host.Services.GetRequiredService<LeadershipState>();
        using var limit = new CancellationTokenSource(LeadLimit, time);
        try
        {
            await leadership.LeadingAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late)
        {
            var leader = leadership.LeaderAddress is { } address
                ? $"the coordinator at {address}" : "another coordinator";
            throw new StoreException(
                $"{store.Location} is in use by {leader}; give it the sweep with orchestrator submit.", late);
        }
    }

    // A store that begins to refuse only now must not keep the user from leaving.
    private async Task FlushAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await Sweeps.FlushAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or Akka.Actor.AskTimeoutException)
        {
        }
    }
}
