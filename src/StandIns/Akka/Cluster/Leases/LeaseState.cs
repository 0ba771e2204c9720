namespace Akka.Cluster;

/// <summary>What a node knows of the lease. Times are of its own monotonic clock.</summary>
/// <param name="Leads">Whether the node leads; its singletons may run only then.</param>
/// <param name="Epoch">The number of the leadership, while it leads.</param>
/// <param name="StopAt">When it has to begin to stop, while it leads.</param>
/// <param name="NextTry">When it looks or renews again.</param>
/// <param name="SeenAt">The latest time that it has acted at; the clock must not be behind it.</param>
/// <param name="AnsweredAt">When the database last answered.</param>
internal readonly record struct LeaseState(
    bool Leads, long Epoch, TimeSpan StopAt, TimeSpan NextTry, TimeSpan SeenAt, TimeSpan AnsweredAt)
{
    /// <summary>A node that starts now.</summary>
    public static LeaseState Starting(TimeSpan now) => new(Leads: false, Epoch: 0, now, now, now, now);
}

/// <summary>What to do next.</summary>
internal enum LeaseStep
{
    /// <summary>Nothing, until the next time.</summary>
    Wait,

    /// <summary>Look at the lease, and take it if it has ended.</summary>
    Look,

    /// <summary>Renew one's lease.</summary>
    Renew,

    /// <summary>Stop the singletons, at once.</summary>
    Stop,
}

/// <summary>What came of asking the database.</summary>
internal enum LeaseOutcome
{
    /// <summary>No answer.</summary>
    Failed,

    /// <summary>Nobody leads, and this node did not ask to.</summary>
    Free,

    /// <summary>Another node leads.</summary>
    Held,

    /// <summary>The node has taken the lease over.</summary>
    Taken,

    /// <summary>The node has renewed its lease.</summary>
    Renewed,

    /// <summary>The lease had ended, or another node has it.</summary>
    Lost,
}

/// <summary>The database's answer.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Epoch">The number of the leadership; 0 if there is no answer.</param>
/// <param name="Address">Where the leader can be reached, while another node leads.</param>
internal sealed record LeaseAnswer(LeaseOutcome Outcome, long Epoch = 0, string? Address = null)
{
    public static readonly LeaseAnswer Failed = new(LeaseOutcome.Failed);
}
