using System.Diagnostics;
using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;
using Orchestrator.Protocol.V1;
using Orchestrator.TestKit;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>Coordinators that lead and do not hear that they no longer may: cut off from the database, or stopped.</summary>
public sealed class DeposedLeaderTests(LadderSweep ladder, SharedPostgres postgres, ITestOutputHelper output)
    : IClassFixture<LadderSweep>, IDisposable
{
    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Leader_that_is_cut_off_from_the_database_stops_leading_and_comes_back_as_the_next_one()
    {
        var server = await postgres.GetAsync();
        var database = await server.NewDatabaseAsync();
        await using var relay = new TcpRelay(server.Port);
        var store = new UriBuilder(server.Url(database)) { Port = relay.Port }.Uri.ToString();
        var (first, second, watch) = await StartAsync(store, server.Url(database));

        var since = Stopwatch.GetTimestamp();
        relay.Swallow();
        Assert.True(await first.StandsByFromNowOnAsync(), "the coordinator that was cut off ended");
        Tell("stopped leading", since);
        Assert.True(await second.LeadsFromNowOnAsync(), "the second coordinator ended instead of leading");
        Tell("was succeeded", since);
        await ExpectRefusalAsync(first);
        await ExpectUndisturbedAsync(watch);

        relay.Heal(reset: false);
        await ExpectToFollowAsync(first, second);
        await SucceedAsync(first, second);
        Assert.Equal(3L, await TermAsync(server, database));
    }

    [Fact]
    public async Task Leader_that_stopped_and_goes_on_after_another_took_over_leads_no_longer()
    {
        var server = await postgres.GetAsync();
        var database = await server.NewDatabaseAsync();
        var store = server.Url(database);
        var (first, second, watch) = await StartAsync(store, store);

        var since = Stopwatch.GetTimestamp();
        first.Process.Signal(OrchestratorProcess.Stop);
        Assert.True(await second.LeadsFromNowOnAsync(), "the second coordinator ended instead of leading");
        Tell("was succeeded", since);
        first.Process.Signal(OrchestratorProcess.Continue);
        Assert.True(await first.StandsByFromNowOnAsync(), "the coordinator that had stopped ended");
        await ExpectRefusalAsync(first);
        await ExpectUndisturbedAsync(watch);
        await ExpectToFollowAsync(first, second);
        await SucceedAsync(first, second);
        Assert.Equal(3L, await TermAsync(server, database));
    }

    // Each leadership took the store over from the one before.
    private static async Task<long> TermAsync(PostgresServer server, string database)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT term FROM orchestrator_leader", connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<(FleetCoordinator First, FleetCoordinator Second, OrchestratorProcess Watch)> StartAsync(
        string firstStore, string secondStore)
    {
        var first = await _fleet.ServeAsync(0, "--store", firstStore);
        Assert.True(first.Leads || await first.LeadsFromNowOnAsync(), "the only coordinator ended instead of leading");
        var second = await _fleet.ServeAsync(0, "--store", secondStore);
        Assert.False(second.Leads);
        await _fleet.WorkAsync("one");
        await _fleet.WorkAsync("two");
        var sweep = _fleet.Workspace.Write("ladder.yaml", [.. LadderSweep.Lines]);
        var watch = _fleet.Watch(await _fleet.SubmitAsync(sweep));
        await Fleet.CompletedAsync(watch, 1);
        return (first, second, watch);
    }

    private void Tell(string what, long since) =>
        output.WriteLine($"the first leader {what} after {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s");

    private static async Task ExpectRefusalAsync(FleetCoordinator coordinator)
    {
        var (status, text) = await coordinator.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("standing by", text, StringComparison.Ordinal);
        await ExpectNothingOldAsync(coordinator);
        using var channel = GrpcChannel.ForAddress(coordinator.Address);
        var refused = await Assert.ThrowsAsync<RpcException>(() => new Workers.WorkersClient(channel)
            .ListAsync(new ListWorkersRequest(), deadline: DateTime.UtcNow.AddMinutes(1)).ResponseAsync);
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
    }

    // What it knew as the leader is not its to tell any more, or sums over all coordinators would be wrong.
    private static async Task ExpectNothingOldAsync(FleetCoordinator deposed)
    {
        var metrics = (await deposed.GetAsync("/metrics")).Text;
        string[] left = ["leading", "workers", "leases_open", "journal_backlog", "trials_pending", "watchers",
            "sweeps{state=\"running\"}", "queue_depth{device=\"any\"}", "worker_slots{device=\"cpu\",state=\"busy\"}"];
        Assert.All(left, name => Assert.Contains($"\norchestrator_{name} 0\n", metrics, StringComparison.Ordinal));
    }

    private async Task ExpectUndisturbedAsync(OrchestratorProcess watch)
    {
        (await watch.EndAsync()).Expect(0);
        Assert.Equal(ladder.Undisturbed, await _fleet.ResultsAsync(LadderSweep.Name));
    }

    // It hears of the other at its next look at the lease.
    private static async Task ExpectToFollowAsync(FleetCoordinator follower, FleetCoordinator leader)
    {
        var limit = Stopwatch.GetTimestamp();
        var text = "";
        while (!text.Contains($"{leader.Address.Authority} leads", StringComparison.Ordinal))
        {
            Assert.True(Stopwatch.GetElapsedTime(limit) < TimeSpan.FromMinutes(1), $"after a minute it says: {text}");
            text = (await follower.GetAsync("/readyz")).Text;
        }
    }

    private async Task SucceedAsync(FleetCoordinator heir, FleetCoordinator leader)
    {
        leader.Process.Signal(OrchestratorProcess.Kill);
        Assert.True(await heir.LeadsFromNowOnAsync(), "the heir ended instead of leading");
        Assert.Equal(ladder.Undisturbed, await _fleet.ResultsAsync(LadderSweep.Name));
        Assert.Equal(HttpStatusCode.OK, (await heir.GetAsync("/readyz")).Status);
    }
}
