namespace Orchestrator.Journal.Sqlite;

/// <summary>
/// One numbered step of a schema, forward only. A released step is never changed; a new one is added.
/// </summary>
/// <param name="Version">The version of the database after it: 1, 2, 3 …</param>
/// <param name="Sql">The statements.</param>
internal sealed record Migration(int Version, string Sql);
