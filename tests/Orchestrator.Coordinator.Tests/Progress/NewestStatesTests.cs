using Orchestrator.Coordinator.Progress;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Tests.Progress;

public sealed class NewestStatesTests
{
    private readonly NewestStates _states = new();

    [Fact]
    public async Task A_slow_reader_gets_the_newest_state_of_each_sweep_and_no_backlog()
    {
        for (var completed = 0; completed <= 1000; completed++)
        {
            _states.Put(State("a", completed));
            _states.Put(State("b", 2 * completed));
        }

        _states.End(reason: null);

        Assert.Equal([("a", 1000L), ("b", 2000L)], (await ReadAsync()).Select(s => (s.SweepId, s.Completed)).Order());
    }

    [Fact]
    public async Task The_end_comes_after_what_was_not_seen_and_with_its_reason()
    {
        _states.Put(State("a", 1));
        _states.End(new InvalidOperationException("over"));
        var seen = new List<SweepProgress>();

        var over = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var state in _states.ReadAllAsync(CancellationToken.None))
                seen.Add(state);
        });

        Assert.Equal("over", over.Message);
        Assert.Equal(1, Assert.Single(seen).Completed);
    }

    [Fact]
    public async Task A_reader_that_waits_is_woken_by_each_state()
    {
        await using var reader = _states.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator();
        for (var completed = 0; completed < 100; completed++)
        {
            var next = reader.MoveNextAsync().AsTask();
            _states.Put(State("a", completed));
            Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(60)));
            Assert.Equal(completed, reader.Current.Completed);
        }
    }

    private async Task<List<SweepProgress>> ReadAsync()
    {
        var seen = new List<SweepProgress>();
        await foreach (var state in _states.ReadAllAsync(CancellationToken.None))
            seen.Add(state);
        return seen;
    }

    private static SweepProgress State(string sweep, long completed) => new()
    {
        SweepId = sweep,
        Name = sweep,
        Status = SweepStatus.Running,
        Total = 10_000,
        Completed = completed,
        FromStore = 0,
        Failed = 0,
        StartedAt = DateTimeOffset.UnixEpoch,
        Running = [],
        MeanByModel = [],
        Errors = [],
    };
}
