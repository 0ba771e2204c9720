using System.Globalization;
using Microsoft.Data.Sqlite;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Journal.Sqlite;

/// <summary>Opens one of our database files, after making sure that it is ours and of a version that we know.</summary>
/// <param name="Path">The file.</param>
/// <param name="Schema">What it must be.</param>
/// <param name="BusyTimeout">How long to wait for a lock that another process holds.</param>
internal sealed record DatabaseFile(string Path, DatabaseSchema Schema, TimeSpan BusyTimeout)
{
    // A file is looked at through SQLite only: closing a second descriptor of ours would drop SQLite's POSIX locks.

    /// <summary>Opens for reading and writing; creates or migrates it where needed. The caller closes it.</summary>
    /// <exception cref="StoreException">It is not ours, too new, damaged, locked or cannot be written.</exception>
    public SqliteConnection OpenForWriting() => Open(SqliteOpenMode.ReadWriteCreate, connection =>
    {
        var version = CheckIdentity(connection, mayBeNew: true);
        if (version < Schema.Version)
            Migrate(connection, version);
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = NORMAL");
        Execute(connection, "PRAGMA cache_size = -32768");
    });

    /// <summary>Opens for reading, beside a writer if there is one. The caller closes it.</summary>
    /// <exception cref="StoreException">It is missing, not ours, of another version, damaged or locked.</exception>
    public SqliteConnection OpenForReading()
    {
        if (!File.Exists(Path))
            throw new StoreException($"{Path} does not exist: nothing was stored in this folder yet.");
        return Open(SqliteOpenMode.ReadOnly, connection =>
        {
            var version = CheckIdentity(connection, mayBeNew: false);
            if (version < Schema.Version)
            {
                throw new StoreException(
                    $"{Path} was written by an older version of this program; run any sweep with it once"
                        + " to bring it up.");
            }

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
        {
            throw new StoreException(
                $"{Path} was written by a newer version of this program (database version {version}, "
                + $"this program knows {Schema.Version}); use that version or choose another folder with --data.");
        }

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

        transaction.Commit();
    }

    private static long Number(SqliteConnection connection, string sql) =>
        Convert.ToInt64(Execute(connection, sql), CultureInfo.InvariantCulture);
}
