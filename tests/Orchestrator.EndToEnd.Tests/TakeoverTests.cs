using System.Diagnostics;
using System.Net;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>Several coordinators on one PostgreSQL database: one leads, the next takes over.</summary>
public sealed class TakeoverTests(LadderSweep ladder, SharedPostgres postgres, ITestOutputHelper output)
    : IClassFixture<LadderSweep>, IDisposable
{
    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Run_and_results_work_on_a_database()
    {
        var server = await postgres.GetAsync();
        var store = server.Url(await server.NewDatabaseAsync());
        var sweep = _fleet.Workspace.Write("s.yaml",
            "name: s", "dataset: iris", "fractions: 1", "boosts: 0", "models: [knn, gaussian-nb]", "seeds: 2");
        var expected = await _fleet.Workspace.RunAndExportAsync(sweep, "s", slots: 1);
        var run = (await OrchestratorProcess.RunAsync("run", sweep, "--store", store)).Expect(0);
        Assert.Contains("4 of 4 trials completed", run.Out);
        Assert.Matches(@"s +2\d{3}-.* 4 +4 +0\n", (await OrchestratorProcess.RunAsync("list", "--store", store)).Out);
        Assert.Equal(expected, (await OrchestratorProcess.RunAsync(
            "results", "s", "--format", "csv", "--store", store)).Expect(0).Out);
    }

    [Theory]
    [InlineData(OrchestratorProcess.Kill)]
    [InlineData(OrchestratorProcess.Terminate)]
    public async Task Second_coordinator_takes_over_and_everybody_finds_it(int signal)
    {
        var server = await postgres.GetAsync();
        var store = server.Url(await server.NewDatabaseAsync());
        var first = await _fleet.ServeAsync(0, "--store", store);
        Assert.True(await LeadsAsync(first), "the only coordinator ended instead of leading");
        var second = await _fleet.ServeAsync(0, "--store", store);
        Assert.False(second.Leads);
        var (status, text) = await second.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains($"{first.Address.Scheme}://{first.Address.Authority} leads", text);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/healthz")).Status);

        await _fleet.WorkAsync("one");
        await _fleet.WorkAsync("two");
        var sweep = _fleet.Workspace.Write("ladder.yaml", [.. LadderSweep.Lines]);
        // Asks the one that stands by, which names the leader.
        var submit = (await OrchestratorProcess.RunAsync(
            "submit", sweep, "--quiet", "--coordinator", second.Address.ToString())).Expect(0);
        var watch = _fleet.Watch(submit.Out.Trim());
        await Fleet.CompletedAsync(watch, 1);
        var since = Stopwatch.GetTimestamp();
        first.Process.Signal(signal);
        Assert.True(await LeadsAsync(second), "the second coordinator ended instead of leading");
        output.WriteLine($"signal {signal}: taken over after {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s");
        (await watch.EndAsync()).Expect(0);
        Assert.Equal(ladder.Undisturbed, await _fleet.ResultsAsync(LadderSweep.Name));
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/readyz")).Status);
    }

    private static async Task<bool> LeadsAsync(FleetCoordinator coordinator) =>
        coordinator.Leads || await coordinator.LeadsFromNowOnAsync();
}
