namespace Orchestrator.Sweeps.Search.States;

/// <summary>
/// Something that happened to a search across trials: what the journal keeps. A released shape never changes; a new one
/// gets a new name.
/// </summary>
public abstract record SearchEvent
{
    private protected SearchEvent()
    {
    }
}

/// <summary>The search was submitted for the first time.</summary>
/// <param name="Name">Its name.</param>
public sealed record SearchSubmitted(string Name) : SearchEvent;

/// <summary>The sweeps of a round are being submitted.</summary>
/// <param name="Round">The round, from 1.</param>
public sealed record SearchRoundStarted(int Round) : SearchEvent;

/// <summary>Every trial of a round ended.</summary>
/// <param name="Round">The round, from 1.</param>
/// <param name="Scores">The scores of its proposals, larger being better; null: failed.</param>
/// <param name="Completed">Trials with a result.</param>
/// <param name="Failed">Trials that failed for good.</param>
/// <param name="Seconds">What the round took, without pauses and the time in which no coordinator ran.</param>
public sealed record SearchRoundEnded(
    int Round, IReadOnlyList<double?> Scores, long Completed, long Failed, double Seconds) : SearchEvent;

/// <summary>Nothing new is handed out.</summary>
public sealed record SearchPaused : SearchEvent;

/// <summary>The search goes on, after a pause or a cancellation.</summary>
public sealed record SearchResumed : SearchEvent;

/// <summary>The user gave the search up.</summary>
public sealed record SearchCancelled : SearchEvent;

/// <summary>Its last round ended.</summary>
public sealed record SearchCompleted : SearchEvent;
