using Grpc.Core;
using Orchestrator.Sweeps.Scheduling;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Tests.Endpoints.Rpc;

public sealed class TrialsTests
{
    [Fact]
    public async Task Trials_come_in_canonical_order_with_what_came_of_them()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var id = (await node.SubmitAsync(RpcSpecs.Tiny())).Id;
        var all = (await node.Sweeps.ListTrialsAsync(new() { Sweep = id })).Trials;
        Assert.Equal(Enumerable.Range(0, 8), all.Select(t => (int)t.Index));
        Assert.All(all, trial => Assert.Equal(Wire.TrialState.Pending, trial.State));
        Assert.Equal((0.5, "", 0, "knn", 1ul), (all[3].Fraction, all[3].Generator, all[3].Boost, all[3].Model, all[3].Seed));

        using var worker = new RpcWorker(node.Workers, "w");
        await worker.AttachAsync(slots: 2);
        for (var i = 0; i < 2; i++)
            await worker.FinishAllAsync(await worker.NextAsync<LeaseGranted>());
        await node.FinishedAsync(id);
        var completed = (await node.Sweeps.ListTrialsAsync(new() { Sweep = id, State = Wire.TrialState.Completed })).Trials;
        Assert.Equal(all.Select(t => t.Key), completed.Select(t => t.Result.Key));
        Assert.All(completed, trial => Assert.Equal("w", trial.Timings.Worker));
        Assert.Empty((await node.Sweeps.ListTrialsAsync(new() { Sweep = id, State = Wire.TrialState.Pending })).Trials);
    }

    [Fact]
    public async Task Pages_follow_each_other_to_the_end_and_the_stream_gives_the_same()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var id = (await node.SubmitAsync(RpcSpecs.Tiny(seeds: 700))).Id; // 2,800 trials
        var indices = new List<long>();
        var request = new Wire.ListTrialsRequest { Sweep = id, PageSize = 999 };
        do
        {
            var page = await node.Sweeps.ListTrialsAsync(request);
            Assert.InRange(page.Trials.Count, 1, 999);
            indices.AddRange(page.Trials.Select(t => t.Index));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(Enumerable.Range(0, 2800), indices.Select(i => (int)i));

        var streamed = new List<long>();
        using var call = node.Sweeps.StreamTrials(new() { Sweep = id });
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            streamed.AddRange(call.ResponseStream.Current.Trials.Select(t => t.Index));
        Assert.Equal(indices, streamed);
    }

    [Fact]
    public async Task Page_of_many_trials_stays_below_the_usual_size_of_a_message()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var id = (await node.SubmitAsync(RpcSpecs.Tiny(seeds: 20_000))).Id;
        var page = await node.Sweeps.ListTrialsAsync(new() { Sweep = id, PageSize = 10_000 });
        Assert.InRange(page.CalculateSize(), 1 << 19, 2 << 20);
        Assert.Equal($"{page.Trials.Count}", page.NextPageToken);
    }

    public static TheoryData<string, Wire.ListTrialsRequest> Bad => new()
    {
        { "page_size", new() { PageSize = -1 } },
        { "page_size", new() { PageSize = 10_001 } },
        { "page_token", new() { PageToken = "8" } },
        { "page_token", new() { PageToken = "-1" } },
        { "page_token", new() { PageToken = "99999999999999999999" } },
        { "page_token", new() { PageToken = "\u0000\ud83d\ude00" } },
        { "state", new() { State = (Wire.TrialState)7 } },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task Page_with_a_bad_field_is_refused_by_its_name(string field, Wire.ListTrialsRequest request)
    {
        await using var node = await RpcCoordinator.StartAsync();
        request.Sweep = (await node.SubmitAsync(RpcSpecs.Tiny())).Id;
        var refused = await RpcCoordinator.RefusedAsync(
            StatusCode.InvalidArgument, () => node.Sweeps.ListTrialsAsync(request).ResponseAsync);
        Assert.StartsWith(field, refused.Status.Detail, StringComparison.Ordinal);
    }
}
