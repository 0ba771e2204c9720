namespace Orchestrator.Journal.Postgres;

/// <summary>How a store on PostgreSQL bears failures, and who may write.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>
    /// Every write carries the epoch that this gives; null: nobody else writes, and nothing is checked.
    /// </summary>
    public LeaderFence? Fence { get; init; }

    /// <summary>For how long reading, and opening, is tried again while the server cannot be reached.</summary>
    public TimeSpan ReadPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For how long a write is tried again after a conflict, a deadlock or a lost connection, before its caller is
    /// told.
    /// </summary>
    public TimeSpan WritePatience { get; init; } = TimeSpan.FromSeconds(2);
}
