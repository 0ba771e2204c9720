namespace Orchestrator.Journal.Postgres;

/// <summary>How a store on PostgreSQL bears failures.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>For how long reading, and opening, is tried again while the server cannot be reached.</summary>
    public TimeSpan ReadPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For how long a write is tried again after a conflict, a deadlock or a lost connection, before its caller is
    /// told.
    /// </summary>
    public TimeSpan WritePatience { get; init; } = TimeSpan.FromSeconds(2);
}
