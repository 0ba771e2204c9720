using System.Globalization;
using Microsoft.Data.Sqlite;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Migrations;

namespace Orchestrator.Journal.Sqlite;

/// <summary>Opens one of our database files, after making sure that it is ours and of a version that we know.</summary>
/// <param name="Path">The file.</param>
/// <param name="Schema">What it must be.</param>
/// <param name="BusyTimeout">How long to wait for a lock that another process holds.</param>
internal sealed record DatabaseFile(string Path, DatabaseSchema Schema, TimeSpan BusyTimeout)
{
    private const string Elsewhere = "choose another folder with --data";

    // A file is looked at through SQLite only: closing a second descriptor of ours would drop SQLite's POSIX locks.

    /// <summary>Opens for reading and writing; creates or migrates it where needed. The caller closes it.</summary>
    /// <exception cref="StoreException">It is not ours, too new, damaged, locked or cannot be written.</exception>
    public SqliteConnection OpenForWriting() => Open(SqliteOpenMode.ReadWriteCreate, connection =>
    {
        var version = CheckIdentity(connection, mayBeNew: true);
        if (version < Schema.Version)
            Migrate(connection, version);
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = FULL");
        Execute(connection, "PRAGMA cache_size = -32768");
    });

    /// <summary>
    /// Opens for reading, beside a writer if there is one: any version that we know. The caller closes it.
    /// </summary>
    /// <exception cref="StoreException">It is missing, not ours, too new, damaged or locked.</exception>
    public SqliteConnection OpenForReading()
    {
        if (!File.Exists(Path))
            throw new StoreException($"{Path} does not exist: nothing was stored in this folder yet.");
        return Open(SqliteOpenMode.ReadOnly, connection =>
        {
            CheckIdentity(connection, mayBeNew: false);
            Execute(connection, "PRAGMA query_only = ON");
            Execute(connection, "PRAGMA cache_size = -8192");
        });
    }

    /// <summary>Runs <paramref name="sql"/> on <paramref name="connection"/> and returns the first value.</summary>
    public static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private SqliteConnection Open(SqliteOpenMode mode, Action<SqliteConnection> prepare)
    {
        SqliteLibrary.Ensure();
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(BusyTimeout.TotalSeconds)),
        };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            prepare(connection);
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw SqliteFailures.Explain(error, Path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private int CheckIdentity(SqliteConnection connection, bool mayBeNew)
    {
        var application = Number(connection, "PRAGMA application_id");
        var version = Number(connection, "PRAGMA user_version");
        if (mayBeNew && application == 0 && version == 0
            && Number(connection, "SELECT count(*) FROM sqlite_master") == 0)
            return 0;
        if (application != Schema.ApplicationId)
        {
            throw new StoreException(
                $"{Path} is a database of another program; move it away or choose another folder with --data.");
        }

        if (version > Schema.Version)
            throw MigrationHistory.Newer(Path, version, Schema.Version, Elsewhere);
        if (version >= Schema.HistoryFrom)
            new MigrationHistory(ReadHistory(connection)).Check(Schema.Migrations, Path, Elsewhere);
        return (int)version;
    }

    private void Migrate(SqliteConnection connection, int from)
    {
        // Deliberately before the switch to WAL: a new file then carries our mark in its first page from the start.
        using var transaction = connection.BeginTransaction();
        foreach (var step in Schema.Migrations.Where(m => m.Version > from))
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = string.Create(CultureInfo.InvariantCulture,
                $"{step.Sql}\nPRAGMA application_id = {Schema.ApplicationId};\nPRAGMA user_version = {step.Version};");
            command.ExecuteNonQuery();
        }

        if (Schema.HistoryFrom is not null)
            WriteHistory(connection, transaction);
        transaction.Commit();
    }

    private static List<AppliedMigration> ReadHistory(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT version, sha256 FROM migrations ORDER BY version";
        using var rows = command.ExecuteReader();
        var applied = new List<AppliedMigration>();
        while (rows.Read())
            applied.Add(new AppliedMigration(rows.GetInt32(0), rows.GetString(1)));
        return applied;
    }

    // All of them: a file that is older than the table has none recorded.
    private void WriteHistory(SqliteConnection connection, SqliteTransaction transaction)
    {
        foreach (var step in Schema.Migrations)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO migrations VALUES ($version, $hash) ON CONFLICT DO NOTHING";
            command.Parameters.AddWithValue("$version", step.Version);
            command.Parameters.AddWithValue("$hash", step.Hash);
            command.ExecuteNonQuery();
        }
    }

    private static long Number(SqliteConnection connection, string sql) =>
        Convert.ToInt64(Execute(connection, sql), CultureInfo.InvariantCulture);
}
