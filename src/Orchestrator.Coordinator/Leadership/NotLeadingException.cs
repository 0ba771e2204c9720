namespace Orchestrator.Coordinator.Leadership;

/// <summary>This node does not lead the coordinators: ask the one that does.</summary>
public sealed class NotLeadingException : Exception
{
    /// <summary>A refusal that names the leader, where it is known.</summary>
    public NotLeadingException(string? leaderAddress)
        : base(leaderAddress is null
            ? "This coordinator does not lead, and no leader is known yet."
            : $"This coordinator does not lead; {leaderAddress} does.") => LeaderAddress = leaderAddress;

    /// <summary>Where the leader is reached by clients and workers; null where it is not known.</summary>
    public string? LeaderAddress { get; }
}
