using Orchestrator.Protocol;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.Attachment;
using Orchestrator.Worker.Datasets;
using Orchestrator.Worker.SlotProgram;
using Orchestrator.Worker.Slots;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Worker.Tests.Attachment;

/// <summary>A worker with coordinators of other versions.</summary>
public sealed class VersionTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("worker-");
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly RecordingLoggers _loggers = new();
    private RemoteWorker? _worker;

    [Fact]
    public async Task Coordinator_of_a_version_that_is_too_new_is_left_and_tried_until_it_is_another()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var running = Start(coordinator.Address);
        var tooNew = await coordinator.NextSessionAsync(ProtocolVersion.Newest + 1);
        await tooNew.RestAsync();

        var session = await coordinator.NextSessionAsync();
        await session.NextAsync<WorkerHeartbeat>();

        Assert.Equal(ProtocolVersion.Current, session.Attached.Protocol);
        Assert.Contains(_loggers.Lines, line => line.Contains(
            $"the coordinator (version 9.9.9) speaks protocol {ProtocolVersion.Newest + 1}; this worker (version "
            + $"{ProtocolVersion.Program}) speaks {ProtocolVersion.Current}"));
        Assert.Contains(_loggers.Lines, line => line.Contains("upgrade this worker first"));
        Assert.Contains(
            _loggers.Lines, line => line.EndsWith($": version 9.9.9, protocol {ProtocolVersion.Current}"));
        await LeaveAsync(session, running, results: 0);
    }

    [Theory]
    [InlineData(ProtocolVersion.Oldest)]
    [InlineData(ProtocolVersion.Newest)]
    public async Task Coordinator_of_a_version_next_to_this_one_is_worked_for_whatever_else_it_says(int protocol)
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var running = Start(coordinator.Address);
        var session = await coordinator.NextSessionAsync(protocol);

        await session.SendAsync(Wire.CoordinatorMessage.Parser.ParseFrom([0xFA, 0x06, 0x01, 0x00])); // field 111
        await session.GrantAsync(PlanTexts.Of("fine", seeds: 1), 2);

        Assert.Equal(2, (await session.NextAsync<TrialFinished>()).Lease.Value);
        await LeaveAsync(session, running, results: 1);
    }

    [Fact]
    public async Task Coordinator_of_protocol_1_hears_that_no_more_is_taken_where_a_sweep_is_read_otherwise()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var running = Start(coordinator.Address);
        var session = await coordinator.NextSessionAsync(ProtocolVersion.First);
        var definition = CoordinatorMessageMapper.ToWire(PlanTexts.Of("strange", seeds: 2));
        definition.Definition.SweepId = "0123456789ab";
        await session.SendAsync(definition);
        await session.SendAsync(new Wire.CoordinatorMessage
        {
            Granted = new() { Lease = 7, SweepId = "0123456789ab", Bundle = 0, Trials = { 0, 1 } },
        });

        // Not that the trials failed, nor a message that such a coordinator does not know.
        await session.NextAsync<WorkerDraining>();
        Assert.Equal(7, (await session.NextAsync<LeaseReturned>()).Lease.Value);
        await session.GrantAsync(PlanTexts.Of("fine", seeds: 1), 8);
        Assert.Equal(8, (await session.NextAsync<TrialFinished>()).Lease.Value);
        Assert.Single(_loggers.Lines, line => line.Contains("this worker takes no more leases of it"));
        Assert.False(running.IsCompleted);
        await LeaveAsync(session, running, results: 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _abort.CancelAsync();
        if (_worker is not null)
            await _worker.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private Task Start(Uri coordinator)
    {
        var options = new RemoteWorkerOptions(WorkerOptions.Cpu("w", 1) with { Version = "1.2.3" }, [coordinator])
        {
            ShortestRetry = TimeSpan.FromMilliseconds(5),
            LongestRetry = TimeSpan.FromMilliseconds(50),
        };
        var cache = new BlobCache(_folder.FullName, BlobCache.DefaultLimitBytes, TimeProvider.System);
        var runner = new GatedRunner(new LocalDatasets(cache));
        _worker = new RemoteWorker(options, WorkerSlots.Threads(runner), cache, TimeProvider.System, 1, _loggers);
        return _worker.RunAsync(_drain.Token, _abort.Token);
    }

    private async Task LeaveAsync(ScriptedSession session, Task running, long results)
    {
        await _drain.CancelAsync();
        await session.AcknowledgeAsync(results);
        await session.RestAsync();
        await running.WaitAsync(ScriptedCoordinator.Bound);
    }
}
