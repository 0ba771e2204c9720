using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Postgres;

namespace Orchestrator.Journal.Locations;

/// <summary>How a store is opened.</summary>
public sealed record StoreConnectionOptions
{
    /// <summary>
    /// True: nothing is created, brought up or written, and a data folder that another process writes can be opened.
    /// </summary>
    public bool ReadOnly { get; init; }

    /// <summary>How writes are grouped.</summary>
    public ResultStoreOptions Results { get; init; } = new();

    /// <summary>What concerns PostgreSQL alone.</summary>
    public PostgresStoreOptions Postgres { get; init; } = new();
}
