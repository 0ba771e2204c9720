using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Sweeps.Search.States;

/// <summary>
/// The state of a search across trials, folded from its events. It changes only in <see cref="Apply"/>, which is
/// deterministic and reads no clock. What a round tries is no part of it: it follows from the spec and the scores of
/// the rounds before. Not thread-safe: an actor owns it.
/// </summary>
public sealed class SearchState
{
    private readonly List<SearchRoundEnded> _rounds = [];

    /// <summary>Where the search stands, in the same words as a sweep.</summary>
    public SweepStatus Status { get; private set; }

    /// <summary>The rounds that ended, in order.</summary>
    public IReadOnlyList<SearchRoundEnded> Rounds => _rounds;

    /// <summary>Whether the round after the ended ones was begun.</summary>
    public bool InRound { get; private set; }

    /// <summary>The time that the ended rounds took.</summary>
    public TimeSpan Spent => TimeSpan.FromSeconds(_rounds.Sum(round => round.Seconds));

    /// <summary>Trials of ended rounds with a result.</summary>
    public long Completed => _rounds.Sum(round => round.Completed);

    /// <summary>Trials of ended rounds that failed for good.</summary>
    public long Failed => _rounds.Sum(round => round.Failed);

    /// <summary>Takes over what an event says.</summary>
    public void Apply(SearchEvent happened)
    {
        switch (happened)
        {
            case SearchRoundStarted:
                InRound = true;
                break;
            case SearchRoundEnded ended:
                InRound = false;
                _rounds.Add(ended);
                break;
            default:
                Status = happened switch
                {
                    SearchSubmitted or SearchResumed => SweepStatus.Running,
                    SearchPaused => SweepStatus.Paused,
                    SearchCancelled => SweepStatus.Cancelled,
                    SearchCompleted => SweepStatus.Completed,
                    _ => throw new ArgumentOutOfRangeException(
                        nameof(happened), happened.GetType().Name, "An event of no known kind."),
                };
                break;
        }
    }
}
