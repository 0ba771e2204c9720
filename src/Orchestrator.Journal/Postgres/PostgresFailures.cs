using System.Net.Sockets;
using Npgsql;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Journal.Postgres;

/// <summary>Says what a failure of PostgreSQL means: whether to try again, and in one line what to do.</summary>
internal static class PostgresFailures
{
    /// <summary>True where the same work may succeed in a moment: nothing is wrong with it.</summary>
    public static bool IsPassing(Exception error) => error switch
    {
        PostgresException said => IsConflict(said) || IsAway(said),
        NpgsqlException broken => broken.IsTransient,
        _ => error is SocketException or IOException,
    };

    /// <summary>
    /// The failure of an operation on <paramref name="database"/>, which is named without its password.
    /// </summary>
    public static StoreException Explain(Exception error, string database) => error switch
    {
        StoreException told => new StoreException(told.Kind, told.Message, told),
        PostgresException said when IsConflict(said) => new StoreException(
            StoreFailureKind.Unavailable,
            $"{database} kept refusing because of other transactions ({Reason(said)}); run the same command again.",
            said),
        PostgresException said when !IsAway(said) => Explain(said, database),
        _ when IsPassing(error) => new StoreException(
            StoreFailureKind.Unavailable,
            $"{database} cannot be reached ({Reason(error)}); "
            + "check that the server runs and takes connections from here.",
            error),
        NpgsqlException => new StoreException($"{database} cannot be used: {Reason(error)}.", error),
        _ => new StoreException($"{database}: {Reason(error)}.", error),
    };

    private static StoreException Explain(PostgresException said, string database) => new(
        IsFull(said) ? StoreFailureKind.Full : StoreFailureKind.Refused,
        said.SqlState switch
        {
            _ when IsFull(said) =>
                $"{database} cannot be written: the server's disk is full; free some space there.",
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"{database} refused to let us in ({Reason(said)}); check the user and the password.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"{database} does not exist; create it with: createdb -E UTF8 NAME",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"{database} does not allow this ({Reason(said)}); grant the user the right to create tables in it.",
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                $"{database} is read-only; name the primary server, not a standby.",
            PostgresErrorCodes.UndefinedTable =>
                $"{database} lacks a table ({Reason(said)}); restore it from a backup or name another database.",
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
                $"{database} is damaged ({Reason(said)}); restore it from a backup.",
            _ => $"{database}: PostgreSQL refused ({said.SqlState}): {Reason(said)}.",
        },
        said);

    private static bool IsConflict(PostgresException said) =>
        said.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    // Shut down, restarting, recovering, out of connections, or the connection broke.
    private static bool IsAway(PostgresException said) =>
        said.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections
        || said.SqlState.StartsWith("08", StringComparison.Ordinal);

    private static bool IsFull(PostgresException said) => said.SqlState is PostgresErrorCodes.DiskFull
        // A quota and a limit on file size have no code of their own.
        || said.MessageText.Contains("could not extend file", StringComparison.Ordinal)
        || said.MessageText.Contains("could not write to file", StringComparison.Ordinal);

    private static string Reason(Exception error)
    {
        var innermost = error is NpgsqlException and not PostgresException ? error.InnerException ?? error : error;
        var message = innermost is PostgresException said ? said.MessageText : innermost.Message;
        return message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
    }
}
