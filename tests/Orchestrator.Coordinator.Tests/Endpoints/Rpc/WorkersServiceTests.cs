using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Coordinator.Tests.Harness;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Tests.Endpoints.Rpc;

public sealed class WorkersServiceTests
{
    [Fact]
    public async Task Worker_hears_the_terms_the_definition_once_and_its_leases()
    {
        await using var node = await RpcCoordinator.StartAsync(silenceLimit: TimeSpan.FromSeconds(90));
        var id = (await node.SubmitAsync(RpcSpecs.Tiny())).Id;
        using var worker = new RpcWorker(node.Workers, "w-1");
        var terms = await worker.AttachAsync(slots: 2);
        Assert.Equal((30d, 90d), (terms.Heartbeat.TotalSeconds, terms.SilenceLimit.TotalSeconds));
        var definition = (await worker.ReadAsync("the definition")).Definition;
        Assert.Equal((id, RpcSpecs.Tiny()), (definition.SweepId, definition.SpecText));
        var leases = new[] { await worker.ReadAsync("a lease"), await worker.ReadAsync("a second lease") };
        Assert.All(leases, lease => Assert.Equal((id, 4), (lease.Granted.SweepId, lease.Granted.Trials.Count)));
    }

    [Fact]
    public async Task Results_are_acknowledged_once_they_are_stored()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var id = (await node.SubmitAsync(RpcSpecs.Tiny())).Id;
        using var worker = new RpcWorker(node.Workers, "w");
        await worker.AttachAsync();
        await worker.FinishAllAsync(await worker.NextAsync<LeaseGranted>());
        await worker.FinishAllAsync(await worker.NextAsync<LeaseGranted>());
        while ((await worker.NextAsync<ResultsAcknowledged>()).Results < 8)
        {
        }

        var last = await node.FinishedAsync(id);
        Assert.Equal((Wire.SweepStatus.Completed, 8L), (last.Status, last.CompletedTrials));
        var completed = await node.Sweeps.ListTrialsAsync(new() { Sweep = id, State = Wire.TrialState.Completed });
        Assert.Equal(8, completed.Trials.Count);
        await worker.LeaveAsync();
    }

    [Fact]
    public async Task Result_for_a_trial_that_is_not_held_is_refused_and_the_session_goes_on()
    {
        await using var node = await RpcCoordinator.StartAsync();
        await node.SubmitAsync(RpcSpecs.Tiny());
        using var worker = new RpcWorker(node.Workers, "w");
        await worker.AttachAsync();
        var lease = await worker.NextAsync<LeaseGranted>();
        var foreign = worker.Finished(lease, lease.Trials[0].Index) with { Lease = new LeaseId(987) };
        await worker.SendAsync(foreign);
        var refused = await worker.NextAsync<ReportRefused>();
        Assert.Equal((987L, foreign.Trial), (refused.Lease.Value, refused.Trial));
        var other = Enumerable.Range(0, 8).First(i => lease.Trials.All(t => t.Index != i));
        var wrong = TinyPlan.ResultOf(lease.Plan, other);
        await worker.SendAsync(worker.Finished(lease, lease.Trials[0].Index) with { Trial = other, Result = wrong });
        Assert.Equal(other, (await worker.NextAsync<ReportRefused>()).Trial);
        await worker.SendAsync(worker.Finished(lease, lease.Trials[0].Index) with { Result = wrong });
        Assert.Equal(lease.Trials[0].Index, (await worker.NextAsync<ReportRefused>()).Trial);
        await worker.FinishAllAsync(lease);
        await worker.FinishAllAsync(await worker.NextAsync<LeaseGranted>());
        var last = await node.FinishedAsync("tiny");
        Assert.Equal((8L, 0L), (last.CompletedTrials, last.FailedTrials));
    }

    public static TheoryData<StatusCode, Wire.WorkerMessage> BadFirst => new()
    {
        { StatusCode.FailedPrecondition, new() { Heartbeat = new() } },
        { StatusCode.FailedPrecondition, new() },
        { StatusCode.FailedPrecondition, new() { Returned = new() { Lease = 1 } } },
        { StatusCode.InvalidArgument, new() { Attached = new() } },
        { StatusCode.InvalidArgument, new() { Attached = new() { Worker = "a b", Slots = { new Wire.Slot() } } } },
        { StatusCode.InvalidArgument, new() { Attached = new() { Worker = "a" } } },
    };

    [Theory]
    [MemberData(nameof(BadFirst), DisableDiscoveryEnumeration = true)]
    public async Task Session_that_begins_wrong_ends_with_a_status(StatusCode code, Wire.WorkerMessage message)
    {
        await using var node = await RpcCoordinator.StartAsync();
        using var worker = new RpcWorker(node.Workers, "w");
        await worker.SendAsync(message);
        await RpcCoordinator.RefusedAsync(code, worker.EndAsync);
    }

    [Fact]
    public async Task Session_that_goes_on_wrong_ends_with_a_status_and_gives_its_leases_back()
    {
        await using var node = await RpcCoordinator.StartAsync();
        await node.SubmitAsync(RpcSpecs.Tiny());
        var wrongs = new (StatusCode, Wire.WorkerMessage)[]
        {
            (StatusCode.FailedPrecondition, new() { Attached = new() { Worker = "w" } }),
            (StatusCode.InvalidArgument, new() { Results = new() { Lease = 1 } }),
            (StatusCode.InvalidArgument, new() { Heartbeat = new() { BusySlots = -1 } }),
        };
        foreach (var (code, wrong) in wrongs)
        {
            using var worker = new RpcWorker(node.Workers, "w");
            await worker.AttachAsync(slots: 2);
            await worker.NextAsync<LeaseGranted>();
            await worker.NextAsync<LeaseGranted>();
            await worker.SendAsync(wrong);
            await RpcCoordinator.RefusedAsync(code, worker.EndAsync);
        }

        Assert.Empty((await node.Workers.ListAsync(new())).Workers);
    }

    [Fact]
    public async Task Session_without_a_message_ends_where_the_client_closes_or_is_silent()
    {
        await using var node = await RpcCoordinator.StartAsync(silenceLimit: TimeSpan.FromMilliseconds(300));
        using var closed = new RpcWorker(node.Workers, "w");
        await RpcCoordinator.RefusedAsync(StatusCode.FailedPrecondition, closed.LeaveAsync);
        using var silent = new RpcWorker(node.Workers, "w");
        await RpcCoordinator.RefusedAsync(StatusCode.Aborted, silent.EndAsync);
        using var attached = new RpcWorker(node.Workers, "w");
        await attached.AttachAsync();
        await RpcCoordinator.RefusedAsync(StatusCode.Aborted, attached.EndAsync);
    }

    [Fact]
    public async Task Newer_session_of_a_name_replaces_the_older_one()
    {
        await using var node = await RpcCoordinator.StartAsync();
        using var older = new RpcWorker(node.Workers, "w");
        await older.AttachAsync();
        using var newer = new RpcWorker(node.Workers, "w");
        await newer.AttachAsync(slots: 3);
        await RpcCoordinator.RefusedAsync(StatusCode.Aborted, older.EndAsync);
        var listed = Assert.Single((await node.Workers.ListAsync(new())).Workers);
        Assert.Equal(("w", 3, false), (listed.Name, listed.Slots.Count, listed.Draining));
    }

    [Fact]
    public async Task Blob_comes_back_as_it_was_put_and_is_accepted_at_once_the_second_time()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var content = new byte[(3 << 20) + 17];
        new Random(5).NextBytes(content);
        Assert.False((await PutAsync(node, Digest.Of(content).ToBytes(), content)).Existed);
        Assert.True((await PutAsync(node, Digest.Of(content).ToBytes(), [])).Existed);
        using var get = node.Workers.GetBlob(new() { Hash = ByteString.CopyFrom(Digest.Of(content).ToBytes()) });
        using var read = new MemoryStream();
        while (await get.ResponseStream.MoveNext(CancellationToken.None))
        {
            Assert.InRange(get.ResponseStream.Current.Content.Length, 1, 1 << 20);
            get.ResponseStream.Current.Content.WriteTo(read);
        }

        Assert.Equal(content, read.ToArray());
    }

    [Fact]
    public async Task Blob_that_is_wrong_is_refused_and_not_stored()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var hash = Digest.Of("abc"u8).ToBytes();
        await RpcCoordinator.RefusedAsync(StatusCode.InvalidArgument, () => PutAsync(node, hash, "abd"u8.ToArray()));
        await RpcCoordinator.RefusedAsync(StatusCode.InvalidArgument, () => PutAsync(node, hash[1..], "abc"u8.ToArray()));
        await RpcCoordinator.RefusedAsync(
            StatusCode.InvalidArgument, () => PutAsync(node, hash, new byte[(1 << 20) + 1], whole: true));
        using var nothing = node.Workers.PutBlob();
        await nothing.RequestStream.CompleteAsync();
        await RpcCoordinator.RefusedAsync(StatusCode.InvalidArgument, () => nothing.ResponseAsync);
        await RpcCoordinator.RefusedAsync(StatusCode.NotFound, () => node.Workers.GetBlob(
            new() { Hash = ByteString.CopyFrom(hash) }).ResponseStream.MoveNext(CancellationToken.None));
        await RpcCoordinator.RefusedAsync(StatusCode.InvalidArgument, () => node.Workers.GetBlob(
            new() { Hash = ByteString.CopyFrom(1, 2, 3) }).ResponseStream.MoveNext(CancellationToken.None));
    }

    private static async Task<Wire.PutBlobReply> PutAsync(
        RpcCoordinator node, byte[] hash, byte[] content, bool whole = false)
    {
        using var put = node.Workers.PutBlob();
        try
        {
            var chunk = whole ? Math.Max(1, content.Length) : 700_000;
            await put.RequestStream.WriteAsync(new() { Hash = ByteString.CopyFrom(hash) });
            for (var at = 0; at < content.Length; at += chunk)
            {
                var part = content.AsMemory(at, Math.Min(chunk, content.Length - at));
                await put.RequestStream.WriteAsync(new() { Content = ByteString.CopyFrom(part.Span) });
            }

            await put.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The answer says why.
        }

        return await put.ResponseAsync;
    }
}
