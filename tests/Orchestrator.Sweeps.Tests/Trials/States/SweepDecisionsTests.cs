using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Sweeps.Tests.Trials.States;

public sealed class SweepDecisionsTests
{
    private static readonly Submit TenTrials = new("s", TrialCount: 10, Attempts: 2);

    [Fact]
    public void Submit_of_a_new_sweep_starts_it()
    {
        var state = After(TenTrials);

        Assert.Equal(SweepStatus.Running, state.Status);
        Assert.Equal(10, state.TrialCount);
        Assert.All(Enumerable.Range(0, 10), trial => Assert.True(state.IsPending(trial)));
    }

    [Fact]
    public void Submit_of_a_running_sweep_changes_nothing() =>
        Assert.Empty(SweepDecisions.Decide(After(TenTrials), TenTrials));

    [Fact]
    public void Completed_trials_are_not_pending_and_the_last_one_ends_the_sweep()
    {
        var state = After(TenTrials, Completed(0, 9));
        Assert.Equal(SweepStatus.Running, state.Status);
        Assert.False(state.IsPending(3));

        Carry(state, Completed(9, 1));
        Assert.Equal(SweepStatus.Completed, state.Status);
    }

    [Fact]
    public void A_result_delivered_twice_counts_once()
    {
        var state = After(TenTrials, Completed(2, 3));

        Assert.Empty(SweepDecisions.Decide(state, Completed(3, 2)));
        Carry(state, Completed(4, 2));
        Assert.Equal(4, state.Completed);
    }

    [Fact]
    public void A_retryable_failure_is_pending_until_its_attempts_are_used_up()
    {
        var state = After(TenTrials, new RecordFailure(1, "broke", Retryable: true));
        Assert.True(state.IsPending(1));
        Assert.Equal(1, state.AttemptsOf(1));

        Carry(state, new RecordFailure(1, "broke again", Retryable: true));
        Assert.False(state.IsPending(1));
        Assert.Equal(1, state.Failed);
        Assert.Equal("broke again", state.Failures[1].Error);
    }

    [Fact]
    public void A_failure_that_would_repeat_is_final_at_once()
    {
        var state = After(TenTrials, new RecordFailure(1, "one class", Retryable: false));

        Assert.False(state.IsPending(1));
        Assert.Equal(1, state.Failed);
    }

    [Fact]
    public void A_sweep_ends_with_failures_among_its_trials_and_a_new_submission_retries_them()
    {
        var state = After(TenTrials, Completed(0, 9), new RecordFailure(9, "no", Retryable: false));
        Assert.Equal(SweepStatus.Completed, state.Status);

        Carry(state, TenTrials);
        Assert.Equal(SweepStatus.Running, state.Status);
        Assert.Equal(0, state.Failed);
        Assert.True(state.IsPending(9));
    }

    [Fact]
    public void A_result_after_a_final_failure_counts_and_the_failure_is_gone()
    {
        var state = After(TenTrials, new RecordFailure(5, "lost", Retryable: false), Completed(5, 1));

        Assert.Equal((1, 0), (state.Completed, state.Failed));
        Assert.Empty(state.Failures);
    }

    [Fact]
    public void Cancelled_sweep_whose_last_results_came_later_is_complete_when_it_is_submitted_again()
    {
        var state = After(TenTrials, new Cancel(), Completed(0, 10));
        Assert.Equal(SweepStatus.Cancelled, state.Status);

        Carry(state, TenTrials);

        Assert.Equal(SweepStatus.Completed, state.Status);
    }

    [Fact]
    public void Pause_resume_and_cancel_follow_the_diagram()
    {
        var state = After(TenTrials, new Pause());
        Assert.Equal(SweepStatus.Paused, state.Status);
        Assert.Empty(SweepDecisions.Decide(state, new Pause()));
        Carry(state, new Resume());
        Assert.Equal(SweepStatus.Running, state.Status);
        Carry(state, new Cancel());
        Assert.Equal(SweepStatus.Cancelled, state.Status);
        Assert.Empty(SweepDecisions.Decide(state, new Resume()));
        Carry(state, TenTrials);
        Assert.Equal(SweepStatus.Running, state.Status);
    }

    [Fact]
    public void Results_that_the_store_lost_are_pending_again()
    {
        var state = After(TenTrials, Completed(0, 10));

        Carry(state, new RecordMissing([new TrialRange(4, 2)]));

        Assert.Equal(SweepStatus.Running, state.Status);
        Assert.True(state.IsPending(4) && state.IsPending(5));
        Assert.Equal(8, state.Completed);
    }

    [Fact]
    public void Results_that_were_never_noted_cannot_go_missing() =>
        Assert.Empty(SweepDecisions.Decide(After(TenTrials), new RecordMissing([new TrialRange(0, 10)])));

    [Theory]
    [InlineData(SweepStatus.Running)]
    [InlineData(SweepStatus.Completed)]
    [InlineData(SweepStatus.Paused)]
    public void A_retry_gives_failed_trials_fresh_attempts(SweepStatus before)
    {
        var state = After(TenTrials, new RecordFailure(9, "no", Retryable: false));
        if (before == SweepStatus.Completed)
            Carry(state, Completed(0, 9));
        else if (before == SweepStatus.Paused)
            Carry(state, new Pause());
        Assert.Equal(before, state.Status);

        Carry(state, new RetryFailed());

        Assert.Equal(before == SweepStatus.Paused ? SweepStatus.Paused : SweepStatus.Running, state.Status);
        Assert.True(state.IsPending(9));
        Assert.Equal((0, 0), (state.Failed, state.AttemptsOf(9)));
        Assert.Empty(SweepDecisions.Decide(state, new RetryFailed()));
    }

    [Fact]
    public void A_retry_of_a_cancelled_sweep_changes_nothing() => Assert.Empty(SweepDecisions.Decide(
        After(TenTrials, new RecordFailure(9, "no", Retryable: false), new Cancel()), new RetryFailed()));

    [Fact]
    public void A_snapshot_restores_the_state()
    {
        var state = After(
            TenTrials, Completed(1, 3), new RecordFailure(7, "a", Retryable: true),
            new RecordFailure(8, "b", Retryable: false));

        var restored = new SweepState(state.ToSnapshot());

        Assert.Equivalent(state.ToSnapshot(), restored.ToSnapshot(), strict: true);
        Assert.Equal(
            (state.Completed, state.Failed, state.Status), (restored.Completed, restored.Failed, restored.Status));
        Assert.All(Enumerable.Range(0, 10), trial => Assert.Equal(state.IsPending(trial), restored.IsPending(trial)));
    }

    private static RecordCompleted Completed(long first, long count) => new([new TrialRange(first, count)]);

    private static SweepState After(params SweepCommand[] commands)
    {
        var state = new SweepState();
        foreach (var command in commands)
            Carry(state, command);
        return state;
    }

    private static void Carry(SweepState state, SweepCommand command)
    {
        foreach (var happened in SweepDecisions.Decide(state, command))
            state.Apply(happened);
    }
}
