using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Sweeps.Search.States;

/// <summary>
/// What follows from a command to a search across trials: an event, or none where there is nothing to do. Pure. A
/// command that does not fit the state changes nothing; commands may be repeated.
/// </summary>
public static class SearchDecisions
{
    /// <summary>The event that <paramref name="command"/> gives rise to in <paramref name="state"/>.</summary>
    public static SearchEvent? Decide(SearchState state, SearchCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        var isOpen = state.Status is SweepStatus.Running or SweepStatus.Paused;
        return command switch
        {
            SubmitSearch submit => state.Status switch
            {
                SweepStatus.None => new SearchSubmitted(submit.Name),
                SweepStatus.Paused or SweepStatus.Cancelled => new SearchResumed(),
                _ => null,
            },
            BeginRound => isOpen && !state.InRound ? new SearchRoundStarted(state.Rounds.Count + 1) : null,
            EndRound end => state.InRound
                ? new SearchRoundEnded(state.Rounds.Count + 1, end.Scores, end.Completed, end.Failed, end.Seconds)
                : null,
            PauseSearch => state.Status == SweepStatus.Running ? new SearchPaused() : null,
            ResumeSearch => state.Status == SweepStatus.Paused ? new SearchResumed() : null,
            CancelSearch => isOpen ? new SearchCancelled() : null,
            EndSearch => isOpen && !state.InRound ? new SearchCompleted() : null,
            _ => throw new ArgumentOutOfRangeException(
                nameof(command), command?.GetType().Name, "A command of no known kind."),
        };
    }

    /// <summary>Whether another round may begin by the time that was spent.</summary>
    public static bool HasTime(SearchState state, SweepSearch search)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(search);
        return search.TimeBudget is not { } budget || state.Spent < budget;
    }
}
