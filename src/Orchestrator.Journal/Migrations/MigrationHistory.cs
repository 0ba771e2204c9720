using Orchestrator.Journal.Contracts;

namespace Orchestrator.Journal.Migrations;

/// <summary>Which steps a database went through, as it recorded them.</summary>
/// <param name="Applied">The steps with their hashes, by version.</param>
internal sealed record MigrationHistory(IReadOnlyList<AppliedMigration> Applied)
{
    /// <summary>The version that the database is at; 0 for a new one.</summary>
    public int Version => Applied.Count == 0 ? 0 : Applied[^1].Version;

    /// <summary>Refuses a history that is not the beginning of <paramref name="known"/>.</summary>
    /// <param name="known">The steps that this program knows, in order, numbered from 1.</param>
    /// <param name="database">The database, for messages.</param>
    /// <param name="elsewhere">What else the user can do, as the end of a sentence: "choose another …".</param>
    /// <exception cref="StoreException">The database is newer, or went through other steps.</exception>
    public void Check(IReadOnlyList<Migration> known, string database, string elsewhere)
    {
        if (Version > known.Count)
            throw Newer(database, Version, known.Count, elsewhere);
        foreach (var (index, applied) in Applied.Index())
        {
            if (applied != new AppliedMigration(known[index].Version, known[index].Hash))
            {
                throw new StoreException(
                    $"{database} has a schema of another origin (step {index + 1} is not this program's); "
                    + $"use the program that made it or {elsewhere}.");
            }
        }
    }

    /// <summary>The refusal of a database that a later version of this program has brought up.</summary>
    public static StoreException Newer(string database, long version, int known, string elsewhere) => new(
        $"{database} was written by a newer version of this program (database version {version}, "
        + $"this program knows {known}); use that version or {elsewhere}.");
}

/// <summary>A step that a database went through.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Hash">The hash of its statements.</param>
internal sealed record AppliedMigration(int Version, string Hash);
