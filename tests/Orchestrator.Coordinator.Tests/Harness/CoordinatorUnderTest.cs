using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Tests.Harness;

/// <summary>
/// A running coordinator over a store of the test's; sweeps' events go to memory unless a journal is given. As a node it
/// may not lead yet.
/// </summary>
internal sealed class CoordinatorUnderTest : IAsyncDisposable
{
    private readonly IHost _host;

    private CoordinatorUnderTest(IHost host) => _host = host;

    public SweepEndpoint Sweeps => _host.Services.GetRequiredService<SweepEndpoint>();

    public WorkerEndpoint Workers => _host.Services.GetRequiredService<WorkerEndpoint>();

    public LeadershipState Leadership => _host.Services.GetRequiredService<LeadershipState>();

    public static CoordinatorOptions Options { get; } = new()
    {
        StoreRetryDelay = TimeSpan.FromMilliseconds(20),
        ReportDelay = TimeSpan.FromMilliseconds(5),
        SilenceLimit = TimeSpan.FromMinutes(5),
    };

    public static async Task<CoordinatorUnderTest> StartAsync(
        IResultStore store, Action<AkkaConfigurationBuilder>? persistence = null, CoordinatorOptions? options = null,
        CoordinatorNode? node = null, ILoggerProvider? logs = null, ISweepDefinitions? definitions = null)
    {
        var builder = Host.CreateApplicationBuilder();
        if (logs is not null)
            builder.Logging.AddProvider(logs);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(definitions ?? new TinyDefinitions());
        builder.Services.AddCoordinator(
            persistence ?? (akka => akka.WithInMemoryJournal().WithInMemorySnapshotStore()), options ?? Options,
            node);
        var host = builder.Build();
        await host.StartAsync();
        return new CoordinatorUnderTest(host);
    }

    public FakeWorker Attach(string name, int slots = 1) => new(Workers, name, slots);

    public Task SubmitAsync(SweepPlan plan) => Sweeps.SubmitAsync(plan, RecordOf(plan), CancellationToken.None);

    /// <summary>The first progress that is as wanted.</summary>
    public async Task<SweepProgress> WaitForAsync(SweepPlan plan, Func<SweepProgress, bool> wanted, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        SweepProgress? last = null;
        while (!limit.IsCancellationRequested)
        {
            try
            {
                await foreach (var progress in Sweeps.WatchAsync(RecordOf(plan).Id, limit.Token))
                {
                    last = progress;
                    if (wanted(progress))
                        return progress;
                }

                break;
            }
            catch (StoreException unavailable) when (unavailable.Kind == StoreFailureKind.Unavailable)
            {
                await Task.Yield(); // a client would ask again, too
            }
            catch (OperationCanceledException)
            {
                // Told below.
            }
        }

        throw new TimeoutException($"Waited 60 s for {what}; the last state was {last}.");
    }

    public Task<SweepStanding> RequestAsync(SweepCommand command) =>
        Sweeps.RequestAsync(TinyPlan.Id, command, CancellationToken.None);

    public Task<SweepStanding> GetAsync() => Sweeps.GetAsync(TinyPlan.Id, CancellationToken.None);

    /// <summary>Ends when a sweep that has ended is kept in memory no longer; begins to look at once.</summary>
    public Task PutAwayAsync()
    {
        var system = _host.Services.GetRequiredService<ActorSystem>();
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.EventStream.Subscribe(
            system.ActorOf(Props.Create(() => new PutAwayProbe(gone))), typeof(SweepPutAway));
        return gone.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public Task<SweepProgress> FinishedAsync(SweepPlan plan) =>
        WaitForAsync(plan, p => p.IsFinished, "the end of the sweep");

    public static SweepRecord RecordOf(SweepPlan plan) => new(
        TinyPlan.Id, plan.Definition.Spec.Name, plan.Definition.SpecText, SpecPath: null,
        plan.Definition.DatasetHash, DateTimeOffset.UnixEpoch);

    private sealed class PutAwayProbe : ReceiveActor
    {
        public PutAwayProbe(TaskCompletionSource gone) => Receive<SweepPutAway>(_ => gone.TrySetResult());
    }

    private sealed class TinyDefinitions : ISweepDefinitions
    {
        public SweepPlan PlanOf(SweepRecord record) => TinyPlan.Create();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
