namespace Orchestrator.Journal.Postgres;

/// <summary>
/// What keeps a coordinator that no longer leads from writing: a row of the same database whose epoch grows with every
/// change of the leader. Each transaction holds the row (<c>FOR KEY SHARE</c>) from its last statement to its end and
/// ends only where the epoch is still the writer's own, so nothing of the old leader follows on the new one's first
/// write.
/// </summary>
public sealed record LeaderFence
{
    /// <summary>The table of the row; its columns are <see cref="NameColumn"/> and <see cref="EpochColumn"/>.</summary>
    public required string Table { get; init; }

    /// <summary>The text column that finds the row.</summary>
    public string NameColumn { get; init; } = "name";

    /// <summary>The value of <see cref="NameColumn"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The bigint column with the epoch.</summary>
    public string EpochColumn { get; init; } = "epoch";

    /// <summary>
    /// The epoch under which this process leads; null while it does not, and then every write is refused. Called at any
    /// time, on any thread.
    /// </summary>
    public required Func<long?> Epoch { get; init; }
}
