using Grpc.Core;
using Orchestrator.Coordinator.Endpoints.Rpc;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Scheduling;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Tests.Endpoints.Rpc;

/// <summary>Workers of other versions than the coordinator.</summary>
public sealed class VersionTests
{
    private const string Otherwise = FirstProtocolRefusals.Beginning + "0.1.0) than the coordinator: the id is another";

    [Fact]
    public async Task Worker_of_a_version_that_is_too_new_is_refused_with_both_versions()
    {
        await using var node = await RpcCoordinator.StartAsync();
        using var worker = new RpcWorker(node.Workers, "w");
        await worker.SendAsync(Attached("w", ProtocolVersion.Newest + 1));

        var refused = await RpcCoordinator.RefusedAsync(StatusCode.FailedPrecondition, worker.EndAsync);

        Assert.Contains($"'w' (version 9.9.9) speaks protocol {ProtocolVersion.Newest + 1}", refused.Status.Detail);
        Assert.Contains($"(version {ProtocolVersion.Program}) speaks {ProtocolVersion.Current}", refused.Status.Detail);
        Assert.Contains("upgrade this coordinator first", refused.Status.Detail);
        Assert.Empty((await node.Workers.ListAsync(new())).Workers);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(ProtocolVersion.Oldest, ProtocolVersion.Oldest)]
    [InlineData(ProtocolVersion.Current, ProtocolVersion.Current)]
    [InlineData(ProtocolVersion.Newest, ProtocolVersion.Newest)]
    public async Task Worker_of_a_version_next_to_this_one_is_welcome_and_listed_with_it(int said, int listed)
    {
        await using var node = await RpcCoordinator.StartAsync();
        using var worker = new RpcWorker(node.Workers, "w");
        await worker.SendAsync(Attached("w", said));

        var welcome = (await worker.ReadAsync("the welcome")).Welcome;

        Assert.Equal((ProtocolVersion.Current, ProtocolVersion.Program), (welcome.Protocol, welcome.Version));
        var worker1 = Assert.Single((await node.Workers.ListAsync(new())).Workers);
        Assert.Equal((listed, "9.9.9"), (worker1.Protocol, worker1.Version));
    }

    [Fact]
    public async Task Message_of_a_later_version_is_passed_over_and_the_session_goes_on()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var id = (await node.SubmitAsync(RpcSpecs.Tiny())).Id;
        using var worker = new RpcWorker(node.Workers, "w");
        await worker.AttachAsync();

        await worker.SendAsync(Wire.WorkerMessage.Parser.ParseFrom([0xFA, 0x06, 0x01, 0x00])); // field 111
        await worker.SendAsync(new Wire.WorkerMessage());
        await FinishAsync(worker, trials: 8);

        Assert.Equal(8, (await node.FinishedAsync(id)).CompletedTrials);
    }

    [Fact]
    public async Task Refused_sweep_goes_to_other_workers_and_no_trial_loses_an_attempt()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var id = (await node.SubmitAsync(RpcSpecs.Tiny(attempts: 1))).Id;
        using var refusing = new RpcWorker(node.Workers, "a-refuses");
        await refusing.AttachAsync(slots: 4);
        var first = await refusing.NextAsync<LeaseGranted>();
        using var working = new RpcWorker(node.Workers, "b-works");
        await working.AttachAsync();

        await refusing.SendAsync(new LeaseRefused(first.Lease, "it is read otherwise here"));
        for (var given = first.Trials.Count; given < 8;)
        {
            var next = await refusing.NextAsync<LeaseGranted>();
            await refusing.SendAsync(new LeaseRefused(next.Lease, "it is read otherwise here"));
            given += next.Trials.Count;
        }

        await FinishAsync(working, trials: 8);
        var last = await node.FinishedAsync(id);
        Assert.Equal((8L, 0L), (last.CompletedTrials, last.FailedTrials));
        Assert.DoesNotContain(await refusing.RestAsync(), told => told.Granted is not null || told.Refused is not null);
    }

    [Fact]
    public async Task Worker_of_protocol_1_that_reads_a_sweep_otherwise_holds_it_up_and_fails_none_of_its_trials()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var id = (await node.SubmitAsync(RpcSpecs.Tiny(attempts: 1))).Id;
        using var older = new RpcWorker(node.Workers, "older");
        await older.SendAsync(Attached("older", protocol: 0));
        await older.ReadAsync("the welcome");
        await older.ReadAsync("the definition");
        var granted = (await older.ReadAsync("a lease")).Granted;
        foreach (var trial in granted.Trials)
            await older.SendAsync(new TrialThrew(new LeaseId(granted.Lease), trial, Otherwise, Retryable: true));
        await older.SendAsync(new LeaseReturned(new LeaseId(granted.Lease)));

        var waiting = await StateAsync(node, id, state => state.Waiting.Length > 0 && state.Running.Count == 0);
        Assert.Equal($"no attached worker can run it: older: {Otherwise}", waiting.Waiting);
        Assert.Equal((Wire.SweepStatus.Running, 0L), (waiting.Status, waiting.FailedTrials));
        var listed = Assert.Single((await node.Workers.ListAsync(new())).Workers);
        var refused = Assert.Single(listed.Refused);
        Assert.Equal((id, Otherwise), (refused.SweepId, refused.Reason));

        using var newer = new RpcWorker(node.Workers, "newer");
        await newer.AttachAsync();
        await FinishAsync(newer, trials: 8);
        var last = await node.FinishedAsync(id);
        Assert.Equal((8L, 0L, ""), (last.CompletedTrials, last.FailedTrials, last.Waiting));
        Assert.DoesNotContain(await older.RestAsync(), told => told.Granted is not null || told.Refused is not null);
    }

    [Fact]
    public async Task Worker_of_protocol_1_still_fails_trials_that_threw()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var id = (await node.SubmitAsync(RpcSpecs.Tiny(attempts: 1))).Id;
        using var older = new RpcWorker(node.Workers, "older");
        await older.SendAsync(Attached("older", protocol: 0));
        for (var given = 0; given < 8;)
        {
            if ((await older.ReadAsync("a lease")).Granted is not { } granted)
                continue;
            foreach (var trial in granted.Trials)
                await older.SendAsync(new TrialThrew(new LeaseId(granted.Lease), trial, "it broke", Retryable: true));
            await older.SendAsync(new LeaseReturned(new LeaseId(granted.Lease)));
            given += granted.Trials.Count;
        }

        Assert.Equal(8, (await node.FinishedAsync(id)).FailedTrials);
    }

    private static Wire.WorkerMessage Attached(string name, int protocol) => new()
    {
        Attached = new()
        {
            Worker = name,
            Version = "9.9.9",
            Slots = { new Wire.Slot { Device = "cpu" } },
            Protocol = protocol,
        },
    };

    private static async Task FinishAsync(RpcWorker worker, int trials)
    {
        for (var finished = 0; finished < trials;)
        {
            var lease = await worker.NextAsync<LeaseGranted>();
            await worker.FinishAllAsync(lease);
            finished += lease.Trials.Count;
        }
    }

    private static async Task<Wire.SweepProgress> StateAsync(
        RpcCoordinator node, string sweep, Func<Wire.SweepProgress, bool> wanted)
    {
        using var watch = node.Sweeps.Watch(
            new Wire.WatchRequest { Sweep = sweep, IntervalMs = 1 }, deadline: DateTime.UtcNow.AddSeconds(60));
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (wanted(watch.ResponseStream.Current))
                return watch.ResponseStream.Current;
        }

        throw new InvalidOperationException($"The watch of {sweep} ended before the state that was awaited.");
    }
}
