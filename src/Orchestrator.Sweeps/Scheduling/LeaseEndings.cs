namespace Orchestrator.Sweeps.Scheduling;

/// <summary>How a lease came to its end.</summary>
public abstract record LeaseEnding
{
    private protected LeaseEnding()
    {
    }
}

/// <summary>The worker is done with it, or hands it back: what was not reported is pending, at nobody's cost.</summary>
public sealed record LeaseDone : LeaseEnding;

/// <summary>The process that ran it died.</summary>
/// <param name="Suspects">The trials that were under way; none: whatever was not reported may have been.</param>
/// <param name="Error">How it died, in one line.</param>
public sealed record LeaseCrashed(IReadOnlyList<long> Suspects, string Error) : LeaseEnding;

/// <summary>Its worker was lost: the stream ended, or nothing was heard any more.</summary>
/// <param name="Reason">Why, in one line.</param>
public sealed record LeaseLost(string Reason) : LeaseEnding;
