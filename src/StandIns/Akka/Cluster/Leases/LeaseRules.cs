namespace Akka.Cluster;

/// <summary>
/// The decisions about a lease, without clock or database. The rule that keeps two nodes from leading at once: a lease
/// that the database counts from when a request arrived is counted here from before the request was sent, and is
/// given up <see cref="LeaseTimes.StopMargin"/> before its end.
/// </summary>
internal static class LeaseRules
{
    /// <summary>What to do now.</summary>
    public static LeaseStep Next(in LeaseState state, TimeSpan now)
    {
        if (!state.Leads)
        {
            return now >= state.NextTry || now < state.SeenAt ? LeaseStep.Look : LeaseStep.Wait;
        }
        if (now >= state.StopAt || now < state.SeenAt)
        {
            return LeaseStep.Stop;
        }
        return now >= state.NextTry ? LeaseStep.Renew : LeaseStep.Wait;
    }

    /// <summary>How long to wait, if there is nothing to do now.</summary>
    public static TimeSpan Pause(in LeaseState state, TimeSpan now)
    {
        var next = state.Leads && state.StopAt < state.NextTry ? state.StopAt : state.NextTry;
        return next > now ? next - now : TimeSpan.Zero;
    }

    /// <summary>How long the attempt at hand may take: not beyond the time to stop.</summary>
    public static TimeSpan Limit(in LeaseState state, TimeSpan now) =>
        state.Leads && state.StopAt - now < LeaseTimes.Attempt ? state.StopAt - now : LeaseTimes.Attempt;

    /// <summary>The state after an answer, or after none came in time.</summary>
    /// <param name="state">As it was when the request was sent.</param>
    /// <param name="answer">What came of it.</param>
    /// <param name="sent">From before the request was sent.</param>
    /// <param name="now">When the answer was there.</param>
    public static LeaseState After(in LeaseState state, LeaseAnswer answer, TimeSpan sent, TimeSpan now)
    {
        var stopAt = sent + LeaseTimes.Term - LeaseTimes.StopMargin;
        var seen = state with { SeenAt = now > state.SeenAt ? now : state.SeenAt, AnsweredAt = now };
        switch (answer.Outcome)
        {
            case LeaseOutcome.Failed:
                return seen with { NextTry = now + LeaseTimes.Retry, AnsweredAt = state.AnsweredAt };
            case LeaseOutcome.Taken or LeaseOutcome.Renewed when now >= sent && now < stopAt:
                return seen with
                {
                    Leads = true,
                    Epoch = answer.Epoch,
                    StopAt = stopAt,
                    NextTry = sent + LeaseTimes.Renewal,
                };
            case LeaseOutcome.Taken or LeaseOutcome.Renewed when state.Leads:
                return seen with { NextTry = now };
            case LeaseOutcome.Taken:
                return seen with { NextTry = now + LeaseTimes.Poll };
            default:
                return seen with { Leads = false, NextTry = now + LeaseTimes.Poll };
        }
    }

    /// <summary>The state after the singletons have been stopped.</summary>
    public static LeaseState Stopped(in LeaseState state, TimeSpan now) => state with
    {
        Leads = false,
        NextTry = now,
        SeenAt = now,
    };

    /// <summary>Whether the last answer is too old for anybody to be called leader by it.</summary>
    public static bool IsStale(in LeaseState state, TimeSpan now) => now - state.AnsweredAt >= LeaseTimes.Term;
}
