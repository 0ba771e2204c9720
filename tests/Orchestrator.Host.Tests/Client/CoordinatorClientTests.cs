using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Orchestrator.Host.Client;
using Orchestrator.Host.Client.Access;
using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Tests.Client;

/// <summary>How the client finds the coordinator that leads, and goes on when it changes.</summary>
public sealed class CoordinatorClientTests : IAsyncLifetime
{
    private readonly StringWriter _notices = new();
    private FakeCoordinator _one = null!;
    private FakeCoordinator _two = null!;

    public async ValueTask InitializeAsync()
    {
        _one = await FakeCoordinator.StartAsync();
        _two = await FakeCoordinator.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Client_follows_the_leader_that_a_standing_by_coordinator_names_and_stays_there()
    {
        _one.Refuse("Get", StatusCode.Unavailable, "stands by", _two.Address);
        _two.Give("Get", new Wire.Sweep { Id = "a" });
        _two.Give("Get", new Wire.Sweep { Id = "b" });
        using var client = Client(_one.Address);
        Assert.Equal("a", (await client.GetAsync("a", Token)).Id);
        Assert.Equal("b", (await client.GetAsync("b", Token)).Id);
        Assert.Equal(["Get"], _one.Calls);
        Assert.Empty(_notices.ToString());
    }

    [Fact]
    public async Task Client_tries_the_addresses_in_turn_and_says_once_that_it_waits()
    {
        _one.Refuse("Get", StatusCode.Unavailable, "no leader yet");
        _two.Refuse("Get", StatusCode.Unavailable, "no leader yet");
        _one.Give("Get", new Wire.Sweep { Id = "a" });
        using var client = Client(_one.Address, _two.Address);
        Assert.Equal("a", (await client.GetAsync("a", Token)).Id);
        Assert.Equal(
            $"waiting for a coordinator at {Text(_one)}, {Text(_two)}: no leader yet\n", _notices.ToString());
    }

    [Fact]
    public async Task Coordinators_that_name_each_other_are_no_endless_loop()
    {
        for (var i = 0; i < 12; i++)
        {
            _one.Refuse("Get", StatusCode.Unavailable, "stands by", _two.Address);
            _two.Refuse("Get", StatusCode.Unavailable, "stands by", _one.Address);
        }

        using var client = Client(TimeSpan.FromMilliseconds(50), _one.Address);
        var failure = await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => client.GetAsync("a", Token));
        Assert.Contains("stands by", failure.Message);
    }

    [Fact]
    public async Task Nobody_there_is_told_after_the_patience_with_the_addresses_and_the_reason()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var address = new Uri($"http://{closed.LocalEndpoint}");
        closed.Stop();
        using var client = Client(TimeSpan.Zero, address);
        var failure = await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => client.GetAsync("a", Token));
        Assert.Contains(address.ToString().TrimEnd('/'), failure.Message);
        Assert.Contains("--coordinator", failure.Message);
    }

    [Fact]
    public async Task Refusal_is_not_tried_again()
    {
        _one.Refuse("Get", StatusCode.NotFound, "there is no sweep 'a'");
        using var client = Client(_one.Address);
        var refused = await Assert.ThrowsAsync<RpcException>(() => client.GetAsync("a", Token));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
        Assert.Single(_one.Calls);
    }

    [Fact]
    public async Task Watch_that_breaks_goes_on_with_the_next_leader()
    {
        _one.Refuse("Watch", StatusCode.Unavailable, "stopping", _two.Address, Progress(1, Wire.SweepStatus.Running));
        _two.Give("Watch", Progress(2, Wire.SweepStatus.Running), Progress(3, Wire.SweepStatus.Completed));
        using var client = Client(_one.Address);
        var seen = new List<long>();
        await foreach (var progress in client.WatchAsync("a", Token))
            seen.Add(progress.Completed);
        Assert.Equal([1, 2, 3], seen);
    }

    [Fact]
    public async Task Trials_of_a_stream_that_breaks_come_once_each()
    {
        _one.Refuse("StreamTrials", StatusCode.Unavailable, "stopping", null, Page(0, 1), Page(3));
        _one.Give("StreamTrials", Page(0, 1), Page(3, 4), new Wire.TrialPage
        {
            Trials = { new Wire.Trial { Index = 5, State = Wire.TrialState.Pending } },
        });
        using var client = Client(_one.Address);
        var seen = new List<long>();
        await foreach (var trial in client.ListEndedAsync("a", Token))
            seen.Add(trial.Index);
        Assert.Equal([0, 1, 3, 4], seen);
    }

    [Fact]
    public async Task List_asks_for_every_page()
    {
        _one.Give("List", new Wire.ListSweepsReply
        {
            Sweeps = { new Wire.Sweep { Id = "a" } },
            NextPageToken = "more",
        });
        _one.Give("List", new Wire.ListSweepsReply { Sweeps = { new Wire.Sweep { Id = "b" } } });
        using var client = Client(_one.Address);
        var seen = new List<string>();
        await foreach (var sweep in client.ListAsync(Token))
            seen.Add(sweep.Id);
        Assert.Equal(["a", "b"], seen);
    }

    [Theory]
    [InlineData(StatusCode.OK, true)]
    [InlineData(StatusCode.ResourceExhausted, false)]
    public async Task Blob_is_sent_in_pieces_and_the_answer_is_the_coordinators(StatusCode code, bool isTaken)
    {
        var content = new byte[3 * 512 * 1024 + 1];
        if (isTaken)
            _one.Give("PutBlob", new Wire.PutBlobReply { Existed = true });
        else
            _one.Refuse("PutBlob", code, "the disk is full");
        using var client = Client(_one.Address);
        var put = client.PutBlobAsync(Digest.Of(content), content, Token);
        if (isTaken)
            Assert.True(await put);
        else
            Assert.Equal(code, (await Assert.ThrowsAsync<RpcException>(() => put)).StatusCode);
    }

    [Fact]
    public async Task Coordinator_that_is_asked_too_often_is_asked_again_when_it_says()
    {
        _one.Limit("Get", "0.05");
        _one.Limit("Get", "0.05");
        _one.Give("Get", new Wire.Sweep { Id = "a" });
        _one.Limit("Watch", "0");
        _one.Give("Watch", Progress(3, Wire.SweepStatus.Completed));
        using var client = Client(_one.Address, _two.Address);
        Assert.Equal("a", (await client.GetAsync("a", Token)).Id);
        await foreach (var progress in client.WatchAsync("a", Token))
            Assert.Equal(3, progress.Completed);
        Assert.Equal(["Get", "Get", "Get", "Watch", "Watch"], _one.Calls);
        Assert.Empty(_two.Calls);
    }

    [Fact]
    public async Task Coordinator_that_is_asked_too_often_for_longer_than_the_patience_is_given_up()
    {
        _one.Limit("Get", "0.01");
        _one.Limit("Get", "0.01");
        using var client = Client(TimeSpan.Zero, _one.Address);
        var failure = await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => client.GetAsync("a", Token));
        Assert.Contains("too many requests", failure.Message);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Text(FakeCoordinator coordinator) => coordinator.Address.ToString().TrimEnd('/');

    private static Wire.SweepProgress Progress(long completed, Wire.SweepStatus status) =>
        new() { SweepId = "a", CompletedTrials = completed, Status = status };

    private static Wire.TrialPage Page(params long[] indices) => new()
    {
        Trials = { indices.Select(i => new Wire.Trial { Index = i, State = Wire.TrialState.Failed }) },
    };

    private CoordinatorClient Client(params Uri[] addresses) => Client(TimeSpan.FromMinutes(1), addresses);

    private CoordinatorClient Client(TimeSpan patience, params Uri[] addresses) =>
        new(new CoordinatorLink(
            addresses, new CoordinatorAccess { Time = TimeProvider.System }, TimeProvider.System, _notices)
        {
            Patience = patience,
        });
}
