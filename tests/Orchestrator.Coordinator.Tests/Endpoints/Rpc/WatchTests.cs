using Grpc.Core;
using Orchestrator.Sweeps.Scheduling;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Tests.Endpoints.Rpc;

public sealed class WatchTests
{
    [Fact]
    public async Task Watch_shows_progress_and_ends_with_the_finished_state()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var id = (await node.SubmitAsync(RpcSpecs.Tiny())).Id;
        using var watch = node.Sweeps.Watch(new() { Sweep = "tiny", IntervalMs = 1 });
        Assert.True(await NextAsync(watch));
        Assert.Equal((id, "tiny", 8L, Wire.SweepStatus.Running), (watch.ResponseStream.Current.SweepId,
            watch.ResponseStream.Current.Name, watch.ResponseStream.Current.TotalTrials,
            watch.ResponseStream.Current.Status));
        using var worker = new RpcWorker(node.Workers, "w");
        await worker.AttachAsync(slots: 2);
        var first = await worker.NextAsync<LeaseGranted>();
        var stage = new StageProgress(StageNames.FitModel, "knn") { Epoch = 3, Epochs = 10, Loss = 0.5 };
        await worker.SendAsync(new LeaseProgressed(first.Lease, stage));
        while (watch.ResponseStream.Current.Running.All(r => r.Stage is null))
            Assert.True(await NextAsync(watch));
        var running = watch.ResponseStream.Current.Running.Single(r => r.Stage is not null);
        Assert.Equal(("w", first.Bundle.Index, 4, "fit-model", 3, 0.5),
            (running.Worker, running.Bundle, running.Trials, running.Stage.Stage, running.Stage.Epoch, running.Stage.Loss));
        await worker.FinishAllAsync(first);
        await worker.FinishAllAsync(await worker.NextAsync<LeaseGranted>());
        var last = watch.ResponseStream.Current;
        while (await NextAsync(watch))
            last = watch.ResponseStream.Current;
        Assert.Equal((Wire.SweepStatus.Completed, 8L), (last.Status, last.CompletedTrials));
        Assert.Equal(["majority", "knn"], last.Models.Select(m => m.Model));
    }

    [Fact]
    public async Task Watch_of_every_sweep_shows_them_all_without_an_end()
    {
        await using var node = await RpcCoordinator.StartAsync();
        using var watch = node.Sweeps.Watch(new() { IntervalMs = 1 });
        var ids = new HashSet<string>();
        foreach (var name in new[] { "a", "b", "c" })
            ids.Add((await node.SubmitAsync(RpcSpecs.Tiny(name))).Id);
        await node.Sweeps.CancelAsync(new() { Sweep = "a" });
        while (ids.Count > 0)
        {
            Assert.True(await NextAsync(watch));
            ids.Remove(watch.ResponseStream.Current.SweepId);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(60_001)]
    public async Task Watch_with_a_bad_interval_is_refused(int interval)
    {
        await using var node = await RpcCoordinator.StartAsync();
        var refused = await RpcCoordinator.RefusedAsync(StatusCode.InvalidArgument, () =>
            node.Sweeps.Watch(new() { IntervalMs = interval }).ResponseStream.MoveNext(CancellationToken.None));
        Assert.StartsWith("interval_ms", refused.Status.Detail, StringComparison.Ordinal);
    }

    private static async Task<bool> NextAsync(AsyncServerStreamingCall<Wire.SweepProgress> watch)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await watch.ResponseStream.MoveNext(limit.Token);
    }
}
