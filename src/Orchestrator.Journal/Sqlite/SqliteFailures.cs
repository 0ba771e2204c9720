using Microsoft.Data.Sqlite;
using Orchestrator.Journal.Contracts;
using SQLitePCL;

namespace Orchestrator.Journal.Sqlite;

/// <summary>Says in one line what an SQLite error means for the user, and what to do.</summary>
internal static class SqliteFailures
{
    /// <summary>The error of an operation on the file at <paramref name="path"/>.</summary>
    public static StoreException Explain(SqliteException error, string path) => new(
        IsFull(error) ? StoreFailureKind.Full : StoreFailureKind.Refused,
        error.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                $"{path} is locked by another process; end that process, then run the same command again.",
            raw.SQLITE_READONLY =>
                $"{path} cannot be written: the file or its folder is read-only; "
                + "change its permissions or choose another folder with --data.",
            raw.SQLITE_FULL =>
                $"{path} cannot be written: the disk is full; free some space, then run the same command again.",
            // A quota and a limit on file size are reported as a failed write, not as a full disk.
            raw.SQLITE_IOERR when error.SqliteExtendedErrorCode == raw.SQLITE_IOERR_WRITE =>
                $"{path} cannot be written: the disk refused (a quota or a limit on file size, or a defect); "
                + "make room, then run the same command again.",
            raw.SQLITE_CORRUPT =>
                $"{path} is damaged; restore it from a backup, or save what can be read with: sqlite3 FILE .recover",
            raw.SQLITE_NOTADB =>
                $"{path} is not an SQLite database; move it away or choose another folder with --data.",
            raw.SQLITE_CANTOPEN =>
                $"{path} cannot be opened; check that it exists and that you may read and write its folder.",
            raw.SQLITE_IOERR =>
                $"{path} cannot be read or written: the disk reported an error "
                + $"(SQLite code {error.SqliteExtendedErrorCode}); check the disk and its quota.",
            _ => $"{path}: SQLite refused ({error.SqliteErrorCode}): {OneLine(error.Message)}",
        },
        error);

    private static bool IsFull(SqliteException error) =>
        error.SqliteErrorCode == raw.SQLITE_FULL || error.SqliteExtendedErrorCode == raw.SQLITE_IOERR_WRITE;

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
