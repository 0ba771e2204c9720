using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Orchestrator.Sweeps.Scheduling;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Tests.Endpoints.Rpc;

public sealed class SweepsServiceTests
{
    private const string Nowhere = "ffffffffffff";

    [Fact]
    public async Task Submit_answers_with_the_sweep_once_it_is_in_the_store()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var reply = await node.Sweeps.SubmitAsync(new() { SpecText = RpcSpecs.Tiny(), SpecName = "a.yaml", Priority = 7 });
        Assert.False(reply.Existed);
        Assert.Equal(("tiny", 8L, 0L, 7, "a.yaml", Wire.SweepStatus.Running), (reply.Sweep.Name, reply.Sweep.TotalTrials,
            reply.Sweep.CompletedTrials, reply.Sweep.Priority, reply.Sweep.SpecName, reply.Sweep.Status));
        Assert.Equal(RpcSpecs.Tiny(), reply.Sweep.SpecText);
        Assert.Equal(NamedDatasets.Iris.ToBytes(), reply.Sweep.DatasetHash.ToByteArray());
        var stored = await node.Store.FindSweepAsync(reply.Sweep.Id, CancellationToken.None);
        Assert.Equal(7, stored?.Priority);

        var again = await node.Sweeps.SubmitAsync(new() { SpecText = RpcSpecs.Tiny() });
        Assert.True(again.Existed);
        Assert.Equal(reply.Sweep.Id, again.Sweep.Id);
    }

    [Fact]
    public async Task Submit_of_a_bad_spec_names_every_problem_with_its_line_and_field()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var spec = RpcSpecs.Tiny().Replace("[0.5, 1]", "[0.5, 1.5]").Replace("knn", "knm");
        var refused = await RpcCoordinator.RefusedAsync(StatusCode.InvalidArgument,
            () => node.Sweeps.SubmitAsync(new() { SpecText = spec, SpecName = "my.yaml" }).ResponseAsync);
        var details = refused.GetRpcStatus()?.Details[0].Unpack<BadRequest>();
        Assert.Equal(["fractions[1]", "models[1]"], details?.FieldViolations.Select(v => v.Field));
        Assert.StartsWith("my.yaml:3:", details!.FieldViolations[0].Description, StringComparison.Ordinal);
        Assert.Contains("did you mean 'knn'?", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(2, refused.Status.Detail.Split('\n').Length);
    }

    public static TheoryData<string, Wire.SubmitRequest> BadSubmissions => new()
    {
        { "spec_text", new() { SpecText = new string('#', (1 << 20) + 1) } },
        { "spec_text", new() { SpecText = "\t: [" } },
        { "spec_text", new() { SpecText = RpcSpecs.Tiny().Replace("iris", "wine") } },
        { "spec_name", new() { SpecText = RpcSpecs.Tiny(), SpecName = new string('n', 4097) } },
        { "spec_name", new() { SpecText = RpcSpecs.Tiny(), SpecName = "a\nb" } },
        { "dataset_hash", new() { SpecText = RpcSpecs.Tiny(), DatasetHash = ByteString.CopyFrom(new byte[31]) } },
        { "priority", new() { SpecText = RpcSpecs.Tiny(), Priority = 1001 } },
        { "priority", new() { SpecText = RpcSpecs.Tiny(), Priority = int.MinValue } },
        { "idempotency_key", new() { SpecText = RpcSpecs.Tiny(), IdempotencyKey = new string('k', 129) } },
        { "idempotency_key", new() { SpecText = RpcSpecs.Tiny(), IdempotencyKey = "ä" } },
    };

    [Theory]
    [MemberData(nameof(BadSubmissions), DisableDiscoveryEnumeration = true)]
    public async Task Submit_with_a_bad_field_is_refused_by_its_name(string field, Wire.SubmitRequest request)
    {
        await using var node = await RpcCoordinator.StartAsync();
        var refused = await RpcCoordinator.RefusedAsync(
            StatusCode.InvalidArgument, () => node.Sweeps.SubmitAsync(request).ResponseAsync);
        var violations = refused.GetRpcStatus()!.Details[0].Unpack<BadRequest>().FieldViolations;
        Assert.Equal(field, violations[0].Field);
        Assert.Empty(await node.Store.ListSweepsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Submit_repeated_with_its_key_answers_as_before_and_with_another_request_is_refused()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var request = new Wire.SubmitRequest { SpecText = RpcSpecs.Tiny(), IdempotencyKey = "key 1" };
        var first = await node.Sweeps.SubmitAsync(request);
        Assert.Equal(first, await node.Sweeps.SubmitAsync(request));
        foreach (var other in new[]
        {
            new Wire.SubmitRequest(request) { Priority = 1 },
            new Wire.SubmitRequest(request) { SpecText = RpcSpecs.Tiny("other") },
        })
        {
            var refused = await RpcCoordinator.RefusedAsync(
                StatusCode.AlreadyExists, () => node.Sweeps.SubmitAsync(other).ResponseAsync);
            Assert.Contains(first.Sweep.Id, refused.Status.Detail, StringComparison.Ordinal);
        }

        Assert.Single(await node.Store.ListSweepsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Validate_gives_the_size_or_the_problems_and_stores_nothing()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var right = await node.Sweeps.ValidateAsync(new() { SpecText = RpcSpecs.Tiny() });
        Assert.Empty(right.Problems);
        Assert.Equal((8L, 2), (right.Plan.Trials, right.Plan.Bundles));
        var wrong = await node.Sweeps.ValidateAsync(new() { SpecText = RpcSpecs.Tiny().Replace("seeds: 2", "seeds: -1") });
        Assert.Null(wrong.Plan);
        Assert.Equal((6, "seeds"), (wrong.Problems[0].Line, wrong.Problems[0].Field));
        await RpcCoordinator.RefusedAsync(StatusCode.InvalidArgument,
            () => node.Sweeps.ValidateAsync(new() { SpecText = new string(' ', 2 << 20) }).ResponseAsync);
        Assert.Empty(await node.Store.ListSweepsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Get_finds_by_id_beginning_and_name()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var sweep = await node.SubmitAsync(RpcSpecs.Tiny());
        foreach (var name in new[] { sweep.Id, sweep.Id.ToUpperInvariant(), sweep.Id[..5], "tiny" })
            Assert.Equal(sweep.Id, (await node.Sweeps.GetAsync(new() { Sweep = name })).Id);
    }

    [Fact]
    public async Task Sweep_that_is_unknown_ambiguous_or_no_name_is_refused_with_what_is_allowed()
    {
        await using var node = await RpcCoordinator.StartAsync();
        for (var i = 0; i < 17; i++) // more than there are digits: two ids begin alike
            await node.SubmitAsync(RpcSpecs.Tiny($"tiny{i}"));
        var all = await node.Store.ListSweepsAsync(CancellationToken.None);
        var digit = all.GroupBy(r => r.Id[..1]).First(g => g.Count() > 1).Key;
        var ambiguous = await RpcCoordinator.RefusedAsync(
            StatusCode.InvalidArgument, () => node.Sweeps.GetAsync(new() { Sweep = digit }).ResponseAsync);
        Assert.Contains("fits several sweeps", ambiguous.Status.Detail, StringComparison.Ordinal);
        var unknown = await RpcCoordinator.RefusedAsync(
            StatusCode.NotFound, () => node.Sweeps.GetAsync(new() { Sweep = Nowhere }).ResponseAsync);
        Assert.Contains($"'{Nowhere}'", unknown.Status.Detail, StringComparison.Ordinal);
        await RpcCoordinator.RefusedAsync(
            StatusCode.InvalidArgument, () => node.Sweeps.GetAsync(new()).ResponseAsync);
        await RpcCoordinator.RefusedAsync(
            StatusCode.InvalidArgument, () => node.Sweeps.GetAsync(new() { Sweep = new('x', 257) }).ResponseAsync);
    }

    [Fact]
    public async Task Every_method_that_names_a_sweep_refuses_an_unknown_one()
    {
        await using var node = await RpcCoordinator.StartAsync();
        Func<Task>[] calls =
        [
            () => node.Sweeps.PauseAsync(new() { Sweep = Nowhere }).ResponseAsync,
            () => node.Sweeps.ResumeAsync(new() { Sweep = Nowhere }).ResponseAsync,
            () => node.Sweeps.CancelAsync(new() { Sweep = Nowhere }).ResponseAsync,
            () => node.Sweeps.RetryAsync(new() { Sweep = Nowhere }).ResponseAsync,
            () => node.Sweeps.ListTrialsAsync(new() { Sweep = Nowhere }).ResponseAsync,
            () => node.Sweeps.GetReportAsync(new() { Sweep = Nowhere }).ResponseAsync,
            () => node.Sweeps.Watch(new() { Sweep = Nowhere }).ResponseStream.MoveNext(CancellationToken.None),
            () => node.Sweeps.StreamTrials(new() { Sweep = Nowhere }).ResponseStream.MoveNext(CancellationToken.None),
        ];
        foreach (var call in calls)
            await RpcCoordinator.RefusedAsync(StatusCode.NotFound, call);
    }

    [Fact]
    public async Task List_gives_every_sweep_once_page_by_page()
    {
        await using var node = await RpcCoordinator.StartAsync();
        for (var i = 0; i < 5; i++)
            await node.SubmitAsync(RpcSpecs.Tiny($"s{i}"));
        var names = new List<string>();
        var request = new Wire.ListSweepsRequest { PageSize = 2 };
        var pages = 0;
        do
        {
            var page = await node.Sweeps.ListAsync(request);
            names.AddRange(page.Sweeps.Select(s => s.Name));
            Assert.All(page.Sweeps, sweep => Assert.Equal("", sweep.SpecText));
            request.PageToken = page.NextPageToken;
            pages++;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(3, pages);
        Assert.Equal(["s0", "s1", "s2", "s3", "s4"], names.Order());
        foreach (var bad in new Wire.ListSweepsRequest[]
        {
            new() { PageSize = -1 }, new() { PageSize = 1001 }, new() { PageToken = "x" }, new() { PageToken = Nowhere },
        })
            await RpcCoordinator.RefusedAsync(StatusCode.InvalidArgument, () => node.Sweeps.ListAsync(bad).ResponseAsync);
    }

    [Fact]
    public async Task Pause_resume_and_cancel_answer_with_the_new_status()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var id = (await node.SubmitAsync(RpcSpecs.Tiny())).Id;
        Assert.Equal(Wire.SweepStatus.Paused, (await node.Sweeps.PauseAsync(new() { Sweep = id })).Status);
        Assert.Equal(Wire.SweepStatus.Paused, (await node.Sweeps.PauseAsync(new() { Sweep = id })).Status);
        Assert.Equal(Wire.SweepStatus.Running, (await node.Sweeps.ResumeAsync(new() { Sweep = id })).Status);
        Assert.Equal(Wire.SweepStatus.Cancelled, (await node.Sweeps.CancelAsync(new() { Sweep = id })).Status);
        Assert.Equal(Wire.SweepStatus.Cancelled, (await node.FinishedAsync(id)).Status);
    }

    [Fact]
    public async Task Retry_gives_failed_trials_fresh_attempts()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var id = (await node.SubmitAsync(RpcSpecs.Tiny())).Id;
        using var worker = new RpcWorker(node.Workers, "w");
        await worker.AttachAsync(slots: 2);
        for (var i = 0; i < 2; i++)
        {
            var lease = await worker.NextAsync<LeaseGranted>();
            await worker.SendAsync(
                [.. lease.Trials.Select(t => new TrialThrew(lease.Lease, t.Index, "broke", false)),
                    new LeaseReturned(lease.Lease)]);
        }

        Assert.Equal((8L, Wire.SweepStatus.Completed), await FailedAsync(node, id));
        var failed = await node.Sweeps.ListTrialsAsync(new() { Sweep = id, State = Wire.TrialState.Failed });
        Assert.Equal((8, "broke", 1), (failed.Trials.Count, failed.Trials[3].Error, failed.Trials[3].Attempts));
        Assert.Equal(Wire.SweepStatus.Running, (await node.Sweeps.RetryAsync(new() { Sweep = id })).Status);
        for (var i = 0; i < 2; i++)
            await worker.FinishAllAsync(await worker.NextAsync<LeaseGranted>());
        Assert.Equal((0L, Wire.SweepStatus.Completed), await FailedAsync(node, id));
    }

    [Fact]
    public async Task Report_is_of_the_format_asked_for()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var id = (await node.SubmitAsync(RpcSpecs.Tiny())).Id;
        Assert.Equal($"{id} Text 0.95 0.01", (await node.Sweeps.GetReportAsync(new() { Sweep = id })).Content);
        var csv = await node.Sweeps.GetReportAsync(new() { Sweep = id, Format = Wire.ReportFormat.Csv });
        Assert.Equal($"{id} Csv 0.95 0.01", csv.Content);
        var large = await RpcCoordinator.RefusedAsync(StatusCode.FailedPrecondition, () => node.Sweeps.GetReportAsync(
            new() { Sweep = id, Format = Wire.ReportFormat.Json }).ResponseAsync);
        Assert.Contains("StreamTrials", large.Status.Detail, StringComparison.Ordinal);
        await RpcCoordinator.RefusedAsync(StatusCode.InvalidArgument, () => node.Sweeps.GetReportAsync(
            new() { Sweep = id, Format = (Wire.ReportFormat)9 }).ResponseAsync);
        await RpcCoordinator.RefusedAsync(StatusCode.FailedPrecondition, () => node.Sweeps.GetReportAsync(
            new() { Sweep = id, Format = Wire.ReportFormat.AnswerCsv }).ResponseAsync);
    }

    [Fact]
    public async Task Answer_is_of_several_sweeps_with_the_level_and_the_region_asked_for()
    {
        await using var node = await RpcCoordinator.StartAsync();
        var first = (await node.SubmitAsync(RpcSpecs.Tiny())).Id;
        var second = (await node.SubmitAsync(RpcSpecs.Tiny("other"))).Id;
        var report = await node.Sweeps.GetReportAsync(new()
        {
            Sweep = first,
            MoreSweeps = { second },
            Format = Wire.ReportFormat.Markdown,
            Level = 0.9,
            Rope = 0,
        });
        Assert.Equal($"{first}+{second} Markdown 0.9 0", report.Content);
        var several = await RefusedAsync("more_sweeps", new() { Sweep = first, MoreSweeps = { second } });
        Assert.Contains("of one sweep", several, StringComparison.Ordinal);
        await RefusedAsync("level", new() { Sweep = first, Format = Wire.ReportFormat.Html, Level = 1 });
        await RefusedAsync("level", new() { Sweep = first, Format = Wire.ReportFormat.Html, Level = double.NaN });
        await RefusedAsync("rope", new() { Sweep = first, Format = Wire.ReportFormat.Html, Rope = -0.1 });
        await RefusedAsync("more_sweeps", new()
        {
            Sweep = first,
            Format = Wire.ReportFormat.Html,
            MoreSweeps = { Enumerable.Repeat(second, 100) },
        });

        async Task<string> RefusedAsync(string field, Wire.GetReportRequest request)
        {
            var refused = await RpcCoordinator.RefusedAsync(
                StatusCode.InvalidArgument, () => node.Sweeps.GetReportAsync(request).ResponseAsync);
            Assert.StartsWith($"{field}: ", refused.Status.Detail, StringComparison.Ordinal);
            return refused.Status.Detail;
        }
    }

    [Fact]
    public async Task Store_that_refuses_makes_the_call_unavailable_with_its_reason()
    {
        var store = new BrokenStore();
        await using var node = await RpcCoordinator.StartAsync(store);
        store.Reason = "the disk is full";
        var refused = await RpcCoordinator.RefusedAsync(
            StatusCode.Unavailable, () => node.Sweeps.SubmitAsync(new() { SpecText = RpcSpecs.Tiny() }).ResponseAsync);
        Assert.Contains("the disk is full", refused.Status.Detail, StringComparison.Ordinal);
        await RpcCoordinator.RefusedAsync(
            StatusCode.Unavailable, () => node.Sweeps.GetAsync(new() { Sweep = Nowhere }).ResponseAsync);
        store.Reason = null;
        await node.SubmitAsync(RpcSpecs.Tiny());
    }

    [Fact]
    public async Task Node_that_stands_by_names_the_leader()
    {
        await using var node = await RpcCoordinator.StartAsync(leads: false);
        node.Leadership.LeaderIs("http://10.0.0.7:5000");
        Func<Task>[] calls =
        [
            () => node.Sweeps.SubmitAsync(new() { SpecText = RpcSpecs.Tiny() }).ResponseAsync,
            () => node.Sweeps.GetAsync(new() { Sweep = Nowhere }).ResponseAsync,
            () => node.Sweeps.ListAsync(new()).ResponseAsync,
            () => node.Sweeps.Watch(new()).ResponseStream.MoveNext(CancellationToken.None),
            () => node.Workers.ListAsync(new()).ResponseAsync,
            () => node.Workers.Attach().ResponseStream.MoveNext(CancellationToken.None),
            () => node.Workers.GetBlob(new()).ResponseStream.MoveNext(CancellationToken.None),
            () => node.Workers.PutBlob().ResponseAsync,
        ];
        foreach (var call in calls)
        {
            var refused = await RpcCoordinator.RefusedAsync(StatusCode.Unavailable, call);
            Assert.Equal("http://10.0.0.7:5000", refused.Trailers.GetValue("leader-address"));
        }
    }

    private static async Task<(long, Wire.SweepStatus)> FailedAsync(RpcCoordinator node, string id)
    {
        var last = await node.FinishedAsync(id);
        return (last.FailedTrials, last.Status);
    }
}
