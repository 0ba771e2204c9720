using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Search.States;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Sweeps.Tests.Search;

public sealed class SearchDecisionsTests
{
    private readonly SearchState _state = new();

    [Fact]
    public void Search_goes_from_round_to_round_to_its_end()
    {
        Carry(new SubmitSearch("s"), new BeginRound(), Ended(2), new BeginRound(), Ended(3), new EndSearch());

        Assert.Equal((SweepStatus.Completed, 2, 4, 2, false),
            (_state.Status, _state.Rounds.Count, _state.Completed, _state.Failed, _state.InRound));
        Assert.Equal(TimeSpan.FromSeconds(5), _state.Spent);
        Assert.Equal([1, 2], _state.Rounds.Select(round => round.Round));
    }

    [Fact]
    public void Commands_that_do_not_fit_the_state_change_nothing()
    {
        Assert.Null(SearchDecisions.Decide(_state, new BeginRound()));
        Assert.Null(SearchDecisions.Decide(_state, new PauseSearch()));
        Carry(new SubmitSearch("s"));
        Assert.Null(SearchDecisions.Decide(_state, new SubmitSearch("s")));
        Assert.Null(SearchDecisions.Decide(_state, Ended(1)));
        Carry(new BeginRound());
        Assert.Null(SearchDecisions.Decide(_state, new BeginRound()));
        Assert.Null(SearchDecisions.Decide(_state, new EndSearch()));
        Carry(Ended(1), new EndSearch());
        Assert.Null(SearchDecisions.Decide(_state, new CancelSearch()));
        Assert.Null(SearchDecisions.Decide(_state, new SubmitSearch("s")));
    }

    [Fact]
    public void Search_that_was_paused_or_given_up_goes_on_with_its_round()
    {
        Carry(new SubmitSearch("s"), new BeginRound(), new PauseSearch());
        Assert.Equal((SweepStatus.Paused, true), (_state.Status, _state.InRound));
        Carry(new ResumeSearch(), new CancelSearch());
        Assert.Equal((SweepStatus.Cancelled, true), (_state.Status, _state.InRound));
        Carry(new SubmitSearch("s"));
        Assert.Equal((SweepStatus.Running, true), (_state.Status, _state.InRound));
    }

    [Fact]
    public void Time_that_is_spent_ends_a_search_with_a_budget_alone()
    {
        var search = new SweepSearch
        {
            Strategy = SearchStrategy.Random,
            MaxTrials = 10,
            Metric = "accuracy",
            Space = new SearchSpace([new ListDimension("x", new("x", SettingKind.Choice, "a", ""), ["a"])]),
        };
        Carry(new SubmitSearch("s"), new BeginRound(), Ended(60));

        Assert.True(SearchDecisions.HasTime(_state, search));
        Assert.True(SearchDecisions.HasTime(_state, search with { TimeBudget = TimeSpan.FromSeconds(61) }));
        Assert.False(SearchDecisions.HasTime(_state, search with { TimeBudget = TimeSpan.FromSeconds(60) }));
    }

    private static EndRound Ended(double seconds) => new([0.5, null], 2, 1, seconds);

    private void Carry(params SearchCommand[] commands)
    {
        foreach (var command in commands)
            _state.Apply(SearchDecisions.Decide(_state, command)!);
    }
}
