namespace Orchestrator.Sweeps.Search.States;

/// <summary>Something that is asked of a search across trials.</summary>
public abstract record SearchCommand
{
    private protected SearchCommand()
    {
    }
}

/// <summary>Submit the search, or take it up again after a pause or a cancellation.</summary>
public sealed record SubmitSearch(string Name) : SearchCommand;

/// <summary>Take note that the sweeps of the next round are being submitted.</summary>
public sealed record BeginRound : SearchCommand;

/// <summary>Take note that every trial of the round ended: see <see cref="SearchRoundEnded"/>.</summary>
public sealed record EndRound(IReadOnlyList<double?> Scores, long Completed, long Failed, double Seconds)
    : SearchCommand;

/// <summary>Hand out nothing new.</summary>
public sealed record PauseSearch : SearchCommand;

/// <summary>Go on.</summary>
public sealed record ResumeSearch : SearchCommand;

/// <summary>Give up.</summary>
public sealed record CancelSearch : SearchCommand;

/// <summary>Take note that no round follows.</summary>
public sealed record EndSearch : SearchCommand;
