using Akka.Hosting;
using Akka.Persistence.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Coordinator.Tests.Harness;

/// <summary>
/// A running coordinator over a store of the test's; sweeps' events go to memory unless a journal is given.
/// </summary>
internal sealed class CoordinatorUnderTest : IAsyncDisposable
{
    private readonly IHost _host;

    private CoordinatorUnderTest(IHost host) => _host = host;

    public SweepEndpoint Sweeps => _host.Services.GetRequiredService<SweepEndpoint>();

    public static async Task<CoordinatorUnderTest> StartAsync(
        IResultStore store, Action<AkkaConfigurationBuilder>? persistence = null, TimeSpan? silenceLimit = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddCoordinator(
            persistence ?? (akka => akka.WithInMemoryJournal().WithInMemorySnapshotStore()),
            new CoordinatorOptions
            {
                StoreRetryDelay = TimeSpan.FromMilliseconds(20),
                SilenceLimit = silenceLimit ?? TimeSpan.FromMinutes(5),
            });
        var host = builder.Build();
        await host.StartAsync();
        return new CoordinatorUnderTest(host);
    }

    public FakeWorker Attach(string name, int slots = 1) =>
        new(_host.Services.GetRequiredService<WorkerEndpoint>(), name, slots);

    public Task SubmitAsync(SweepPlan plan) => Sweeps.SubmitAsync(plan, RecordOf(plan), CancellationToken.None);

    /// <summary>The first progress that is as wanted.</summary>
    public async Task<SweepProgress> WaitForAsync(SweepPlan plan, Func<SweepProgress, bool> wanted, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        SweepProgress? last = null;
        try
        {
            await foreach (var progress in Sweeps.WatchAsync(RecordOf(plan).Id, limit.Token))
            {
                last = progress;
                if (wanted(progress))
                    return progress;
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        throw new TimeoutException($"Waited 20 s for {what}; the last state was {last}.");
    }

    public Task<SweepProgress> FinishedAsync(SweepPlan plan) =>
        WaitForAsync(plan, p => p.IsFinished, "the end of the sweep");

    public static SweepRecord RecordOf(SweepPlan plan) => new(
        TinyPlan.Id, plan.Definition.Spec.Name, plan.Definition.SpecText, SpecPath: null,
        plan.Definition.DatasetHash, DateTimeOffset.UnixEpoch);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
