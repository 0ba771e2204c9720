namespace Orchestrator.EndToEnd.Tests;

/// <summary>Whatever is killed, the results are the bytes of an undisturbed run.</summary>
public sealed class FleetFailureTests(LadderSweep ladder) : IClassFixture<LadderSweep>, IDisposable
{
    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Killed_worker_costs_nothing()
    {
        await _fleet.ServeAsync();
        var victim = await _fleet.WorkAsync("one");
        await _fleet.WorkAsync("two");
        var watch = await SubmitAndWatchAsync();
        await Fleet.CompletedAsync(watch, 1);
        victim.Signal(OrchestratorProcess.Kill);
        await ExpectUndisturbedAsync(watch);
    }

    [Fact]
    public async Task Worker_that_is_told_to_stop_finishes_or_hands_back_and_exits_with_0()
    {
        await _fleet.ServeAsync();
        var leaving = await _fleet.WorkAsync("one", "--drain", "1");
        await _fleet.WorkAsync("two");
        var watch = await SubmitAndWatchAsync();
        await Fleet.CompletedAsync(watch, 1);
        leaving.Signal(OrchestratorProcess.Terminate);
        (await leaving.EndAsync()).Expect(0);
        await ExpectUndisturbedAsync(watch);
    }

    [Theory]
    [InlineData(OrchestratorProcess.Kill)]
    [InlineData(OrchestratorProcess.Terminate)]
    public async Task Coordinator_that_ends_and_comes_back_is_found_by_workers_and_watchers(int signal)
    {
        var coordinator = await _fleet.ServeAsync();
        await _fleet.WorkAsync("one");
        await _fleet.WorkAsync("two");
        var watch = await SubmitAndWatchAsync();
        await Fleet.CompletedAsync(watch, 1);
        coordinator.Process.Signal(signal);
        var ended = await coordinator.Process.EndAsync();
        if (signal == OrchestratorProcess.Terminate)
            ended.Expect(0);
        await _fleet.ServeAsync(coordinator.Address.Port);
        await ExpectUndisturbedAsync(watch);
    }

    private async Task<OrchestratorProcess> SubmitAndWatchAsync()
    {
        var sweep = _fleet.Workspace.Write("ladder.yaml", [.. LadderSweep.Lines]);
        return _fleet.Watch(await _fleet.SubmitAsync(sweep));
    }

    private async Task ExpectUndisturbedAsync(OrchestratorProcess watch)
    {
        (await watch.EndAsync()).Expect(0);
        Assert.Equal(ladder.Undisturbed, await _fleet.ResultsAsync(LadderSweep.Name));
    }
}
