using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.TestKit;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Datasets.Bytes;
using Orchestrator.Worker.Attachment;
using Orchestrator.Worker.Datasets;
using Orchestrator.Worker.SlotProgram;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Worker.Tests.Attachment;

public sealed class RemoteWorkerTests : IAsyncDisposable
{
    private static readonly TimeSpan Bound = ScriptedCoordinator.Bound;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("worker-");
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly RecordingLoggers _loggers = new();
    private readonly BlobCache _cache;
    private readonly GatedRunner _runner;
    private readonly List<RemoteWorker> _workers = [];

    public RemoteWorkerTests()
    {
        _cache = new BlobCache(_folder.FullName, BlobCache.DefaultLimitBytes, TimeProvider.System);
        _runner = new GatedRunner(new LocalDatasets(_cache));
    }

    [Fact]
    public async Task A_worker_attaches_runs_leases_and_sends_results_before_the_end_of_the_lease()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var plan = PlanTexts.Of("many", seeds: 16);
        var running = Start(coordinator.Address);

        var session = await coordinator.NextSessionAsync();
        Assert.Equal(("w", 2, "1.2.3"), (session.Attached.Worker, session.Attached.Slots.Count, session.Attached.Version));
        Assert.Equal(Environment.ProcessId, session.Attached.ProcessId);
        Assert.True((await session.NextAsync<WorkerHeartbeat>()).ResidentBytes > 1 << 20);
        await session.GrantAsync(plan, 1);
        for (var i = 0; i < 16; i++)
            Assert.Equal(1, (await session.NextAsync<TrialFinished>()).Lease.Value);
        Assert.Equal(1, (await session.NextAsync<LeaseReturned>()).Lease.Value);

        await DrainAsync(session, running, acknowledge: 16);
    }

    [Fact]
    public async Task A_draining_worker_finishes_what_runs_hands_back_what_waits_and_leaves_when_all_is_acknowledged()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var plan = PlanTexts.Of("waits", seeds: 3);
        var running = Start(coordinator.Address, slots: 1);
        var session = await coordinator.NextSessionAsync();
        await session.GrantAsync(plan, 1);
        await session.NextAsync<TrialFinished>();
        await session.GrantAsync(plan, 2);
        await session.GrantAsync(PlanTexts.Of("other", seeds: 1), 3);

        await _drain.CancelAsync();
        await session.NextAsync<WorkerDraining>();
        Assert.Equal([2L, 3], new[]
        {
            (await session.NextAsync<LeaseReturned>()).Lease.Value, (await session.NextAsync<LeaseReturned>()).Lease.Value,
        }.Order());
        await session.GrantAsync(plan, 4);
        Assert.Equal(4, (await session.NextAsync<LeaseReturned>()).Lease.Value);
        _runner.Gate.Set();
        await session.NextAsync<TrialFinished>();
        await session.NextAsync<TrialFinished>();
        Assert.Equal(1, (await session.NextAsync<LeaseReturned>()).Lease.Value);
        await session.AcknowledgeAsync(2);
        Assert.False(running.IsCompleted);
        await session.AcknowledgeAsync(3);

        await session.RestAsync();
        await running.WaitAsync(Bound);
        Assert.Contains("drained: everything that was sent is acknowledged", _loggers.Lines);
    }

    [Fact]
    public async Task A_draining_worker_hands_back_what_does_not_finish_in_time()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var running = Start(coordinator.Address, drainLimit: TimeSpan.FromMilliseconds(50));
        var session = await coordinator.NextSessionAsync();
        await session.GrantAsync(PlanTexts.Of("waits", seeds: 3), 1);
        await session.NextAsync<TrialFinished>();

        await DrainAsync(session, running, acknowledge: 1);

        Assert.Contains("draining: 1 leases were not finished in time and are handed back", _loggers.Lines);
    }

    [Fact]
    public async Task A_second_signal_ends_a_worker_at_once()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var running = Start(coordinator.Address);
        var session = await coordinator.NextSessionAsync();
        await session.GrantAsync(PlanTexts.Of("waits", seeds: 3), 1);
        await session.NextAsync<TrialFinished>();

        await _drain.CancelAsync();
        await session.NextAsync<WorkerDraining>();
        Assert.False(running.IsCompleted);
        await _abort.CancelAsync();

        await running.WaitAsync(Bound);
    }

    [Fact]
    public async Task A_broken_session_cancels_its_leases_and_the_next_one_starts_afresh()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var plan = PlanTexts.Of("waits", seeds: 3);
        var running = Start(coordinator.Address, slots: 1);
        var first = await coordinator.NextSessionAsync();
        await first.GrantAsync(plan, 1);
        await first.NextAsync<TrialFinished>();
        first.Break(new Status(StatusCode.Internal, "the test broke it"));

        var second = await coordinator.NextSessionAsync();
        _runner.Gate.Set();
        await second.GrantAsync(plan, 1);

        for (var i = 0; i < 3; i++)
            await second.NextAsync<TrialFinished>();
        await second.NextAsync<LeaseReturned>();
        await DrainAsync(second, running, acknowledge: 3);
        Assert.Single(_loggers.Lines, line => line.Contains("the test broke it"));
    }

    [Fact]
    public async Task A_coordinator_that_stands_by_is_left_for_the_leader_it_names()
    {
        await using var leader = await ScriptedCoordinator.StartAsync();
        await using var standby = await ScriptedCoordinator.StartAsync();
        standby.Leader = leader.Address;
        var running = Start(standby.Address);

        var session = await leader.NextSessionAsync();

        Assert.Equal(1, standby.Attempts);
        Assert.Single(_loggers.Lines, line => line == $"{standby.Address} stands by; the leader is {leader.Address}");
        await DrainAsync(session, running, acknowledge: 0);
    }

    [Fact]
    public async Task A_coordinator_that_is_not_up_yet_is_tried_until_it_is()
    {
        var port = FreePort();
        var running = Start(new Uri($"http://127.0.0.1:{port}"));
        await _loggers.SaidAsync("it is tried until it answers").WaitAsync(Bound);

        await using var coordinator = await ScriptedCoordinator.StartAsync(port);
        var session = await coordinator.NextSessionAsync();

        await DrainAsync(session, running, acknowledge: 0);
        Assert.Single(_loggers.Lines, line => line.StartsWith($"no coordinator at http://127.0.0.1:{port}/: "));
    }

    [Fact]
    public async Task A_worker_that_finds_no_coordinator_leaves_when_it_is_told_to()
    {
        var running = Start(new Uri($"http://127.0.0.1:{FreePort()}"));

        await _drain.CancelAsync();

        await running.WaitAsync(Bound);
    }

    [Fact]
    public async Task A_data_set_that_is_not_built_in_is_fetched_once_and_kept()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var dataset = DatasetCatalog.Load("iris");
        var bytes = DatasetBytes.Write(new TabularDataset(
            "mine", "kind", dataset.Columns, dataset.Classes, dataset.Labels.ToArray(), dataset.Origin));
        var hash = Sweeps.Trials.Digest.Of(bytes);
        coordinator.Blobs[hash.ToString()] = bytes;
        coordinator.BlobsTooMany = 2;
        var plan = OnFile(hash);
        var running = Start(coordinator.Address);
        var session = await coordinator.NextSessionAsync();

        await session.GrantAsync(plan, 1);
        await session.NextAsync<TrialFinished>();
        await session.NextAsync<LeaseReturned>();
        coordinator.Blobs.Clear();
        await session.GrantAsync(plan, 2);
        await session.NextAsync<TrialFinished>();
        await session.NextAsync<LeaseReturned>();

        Assert.Equal([hash], _cache.List());
        await DrainAsync(session, running, acknowledge: 2);
    }

    [Fact]
    public async Task A_data_set_that_nobody_has_fails_the_trials_for_now_and_says_so()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var running = Start(coordinator.Address);
        var session = await coordinator.NextSessionAsync();

        await session.GrantAsync(OnFile(Sweeps.Trials.Digest.Of("nothing"u8)), 1);

        var threw = await session.NextAsync<TrialThrew>();
        Assert.True(threw.Retryable);
        Assert.Contains("NotFound: no such blob", threw.Error);
        Assert.Equal(1, (await session.NextAsync<LeaseReturned>()).Lease.Value);
        await DrainAsync(session, running, acknowledge: 0);
    }

    [Fact]
    public async Task A_sweep_that_this_program_reads_otherwise_is_refused_and_the_next_one_is_run()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var running = Start(coordinator.Address);
        var session = await coordinator.NextSessionAsync();
        var plan = PlanTexts.Of("strange", seeds: 2);
        var definition = CoordinatorMessageMapper.ToWire(plan);
        definition.Definition.SweepId = "0123456789ab";
        await session.SendAsync(definition);
        await session.SendAsync(new Protocol.V1.CoordinatorMessage
        {
            Granted = new() { Lease = 1, SweepId = "0123456789ab", Bundle = 0, Trials = { 0, 1 } },
        });

        var threw = await session.NextAsync<TrialThrew>();
        await session.NextAsync<TrialThrew>();
        await session.NextAsync<LeaseReturned>();
        await session.GrantAsync(PlanTexts.Of("fine", seeds: 1), 2);
        Assert.Equal(2, (await session.NextAsync<TrialFinished>()).Lease.Value);

        Assert.Contains("another version of the program (1.2.3)", threw.Error);
        await DrainAsync(session, running, acknowledge: 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _abort.CancelAsync();
        _runner.Gate.Set();
        foreach (var worker in _workers)
            await worker.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static SweepPlan OnFile(Sweeps.Trials.Digest hash)
    {
        var text = TestSweeps.Yaml(
            "name: on-file", "dataset: {file: mine.csv, target: kind}", "fractions: [1.0]", "boosts: [0]",
            "models: [logreg]", "seeds: 1");
        var read = SpecReader.Read(text, "test.yaml", DatasetCatalog.Vocabulary);
        Assert.Empty(read.Problems);
        return new SweepPlan(new SweepDefinition(read.Spec!, text, hash));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task Start(Uri coordinator, int slots = 2, TimeSpan? drainLimit = null)
    {
        var options = new RemoteWorkerOptions(WorkerOptions.Cpu("w", slots) with { Version = "1.2.3" }, [coordinator])
        {
            DrainLimit = drainLimit ?? Bound,
            ShortestRetry = TimeSpan.FromMilliseconds(5),
            LongestRetry = TimeSpan.FromMilliseconds(50),
        };
        var worker = new RemoteWorker(options, WorkerSlots.Threads(_runner), _cache, TimeProvider.System, 1, _loggers);
        _workers.Add(worker);
        return worker.RunAsync(_drain.Token, _abort.Token);
    }

    private async Task DrainAsync(ScriptedSession session, Task running, long acknowledge)
    {
        await _drain.CancelAsync();
        await session.AcknowledgeAsync(acknowledge);
        await session.RestAsync();
        await running.WaitAsync(Bound);
    }
}
