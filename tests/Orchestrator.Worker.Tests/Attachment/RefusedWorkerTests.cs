using Grpc.Core;
using Grpc.Net.Client;
using Orchestrator.Protocol.Access;
using Orchestrator.Worker.Attachment;
using Orchestrator.Worker.Datasets;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Worker.Tests.Attachment;

/// <summary>A worker that coordinators do not take in for lack of a token, a role or a certificate.</summary>
public sealed class RefusedWorkerTests : IAsyncDisposable
{
    private static readonly TimeSpan Bound = ScriptedCoordinator.Bound;
    private static readonly RpcException NoToken = new(new Status(StatusCode.Unauthenticated, "a token is needed"));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("worker-");
    private readonly CancellationTokenSource _drain = new();
    private readonly RecordingLoggers _loggers = new();
    private readonly List<RemoteWorker> _workers = [];

    [Theory]
    [InlineData(StatusCode.Unauthenticated, AccessProblem.Identity)]
    [InlineData(StatusCode.PermissionDenied, AccessProblem.Role)]
    public async Task A_worker_that_is_refused_at_first_ends_with_the_reason(StatusCode code, AccessProblem problem)
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        coordinator.Refusal = new RpcException(new Status(code, "you there, no"));

        var refused = await Assert.ThrowsAsync<AccessRefusedException>(
            () => Start(new TestAccess(), coordinator.Address).WaitAsync(Bound));

        Assert.Equal((problem, coordinator.Address), (refused.Refusal.Problem, refused.Address));
        Assert.Contains("you there, no", refused.Message);
        Assert.Equal(1, coordinator.Attempts);
    }

    [Fact]
    public async Task A_worker_that_is_refused_later_says_so_once_and_goes_on_until_it_is_taken_in()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var running = Start(new TestAccess(), coordinator.Address);
        var first = await coordinator.NextSessionAsync();
        await first.NextAsync<Sweeps.Scheduling.WorkerHeartbeat>();
        coordinator.Refusal = NoToken;
        first.Break(NoToken.Status);
        await _loggers.SaidAsync("it is tried until it takes the worker in").WaitAsync(Bound);

        Assert.False(running.IsCompleted);
        coordinator.Refusal = null;
        var second = await coordinator.NextSessionAsync();

        Assert.Single(_loggers.Lines, line =>
            line == $"refused by {coordinator.Address}: a token is needed; it is tried until it takes the worker in");
        await _drain.CancelAsync();
        await second.AcknowledgeAsync(0);
        await second.RestAsync();
        await running.WaitAsync(Bound);
    }

    [Fact]
    public async Task A_worker_that_one_coordinator_refuses_tries_the_others_first()
    {
        await using var refusing = await ScriptedCoordinator.StartAsync();
        await using var taking = await ScriptedCoordinator.StartAsync();
        refusing.Refusal = NoToken;
        var running = Start(new TestAccess(), refusing.Address, taking.Address);

        var session = await taking.NextSessionAsync();

        await _drain.CancelAsync();
        await session.AcknowledgeAsync(0);
        await session.RestAsync();
        await running.WaitAsync(Bound);
    }

    [Fact]
    public async Task A_worker_that_the_leader_refuses_ends()
    {
        await using var leader = await ScriptedCoordinator.StartAsync();
        await using var standby = await ScriptedCoordinator.StartAsync();
        standby.Leader = leader.Address;
        leader.Refusal = NoToken;

        var refused = await Assert.ThrowsAsync<AccessRefusedException>(
            () => Start(new TestAccess(), standby.Address).WaitAsync(Bound));

        Assert.Equal(leader.Address, refused.Address);
    }

    [Fact]
    public async Task A_leader_that_the_worker_may_not_go_to_is_not_asked()
    {
        await using var leader = await ScriptedCoordinator.StartAsync();
        await using var standby = await ScriptedCoordinator.StartAsync();
        standby.Leader = leader.Address;

        var refused = await Assert.ThrowsAsync<AccessRefusedException>(
            () => Start(new TestAccess { Forbidden = leader.Address }, standby.Address).WaitAsync(Bound));

        Assert.Equal(AccessProblem.TokenUnprotected, refused.Refusal.Problem);
        Assert.Equal(0, leader.Attempts);
    }

    [Fact]
    public async Task A_worker_that_comes_too_often_waits_as_long_as_it_is_told()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        coordinator.Refusal = ScriptedCoordinator.TooMany("3600");
        var running = Start(new TestAccess(), coordinator.Address);
        await _loggers.SaidAsync("too many requests").WaitAsync(Bound);

        await _drain.CancelAsync();
        await running.WaitAsync(Bound);

        Assert.Equal(1, coordinator.Attempts);
    }

    [Fact]
    public async Task A_worker_comes_to_coordinators_by_the_access_that_it_is_given()
    {
        await using var coordinator = await ScriptedCoordinator.StartAsync();
        var access = new TestAccess();
        var running = Start(access, coordinator.Address);
        var session = await coordinator.NextSessionAsync();

        Assert.Equal([coordinator.Address], access.Opened);
        Assert.Equal(["yes"], coordinator.Greetings);
        await _drain.CancelAsync();
        await session.AcknowledgeAsync(0);
        await session.RestAsync();
        await running.WaitAsync(Bound);
    }

    public async ValueTask DisposeAsync()
    {
        await _drain.CancelAsync();
        foreach (var worker in _workers)
            await worker.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private Task Start(ICoordinatorAccess access, params Uri[] coordinators)
    {
        var options = new RemoteWorkerOptions(WorkerOptions.Cpu("w", 1), coordinators)
        {
            Access = access,
            ShortestRetry = TimeSpan.FromMilliseconds(5),
            LongestRetry = TimeSpan.FromMilliseconds(50),
        };
        var cache = new BlobCache(_folder.FullName, BlobCache.DefaultLimitBytes, TimeProvider.System);
        var slots = WorkerSlots.Threads(new GatedRunner(new LocalDatasets(cache)));
        var worker = new RemoteWorker(options, slots, cache, TimeProvider.System, 1, _loggers);
        _workers.Add(worker);
        return worker.RunAsync(_drain.Token, CancellationToken.None);
    }

    /// <summary>Sends a header of its own, and does not go everywhere.</summary>
    private sealed class TestAccess : ICoordinatorAccess
    {
        public Uri? Forbidden { get; init; }

        public List<Uri> Opened { get; } = [];

        public AccessRefusal? Objection(Uri address) =>
            address == Forbidden ? new AccessRefusal(AccessProblem.TokenUnprotected, "not there") : null;

        public GrpcChannel Open(Uri address, SocketsHttpHandler handler, GrpcChannelOptions options)
        {
            Opened.Add(address);
            options.HttpHandler = handler;
            options.UnsafeUseInsecureChannelCallCredentials = true;
            options.Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, CallCredentials.FromInterceptor(
                (_, headers) =>
                {
                    headers.Add("greeting", "yes");
                    return Task.CompletedTask;
                }));
            return GrpcChannel.ForAddress(address, options);
        }
    }
}
