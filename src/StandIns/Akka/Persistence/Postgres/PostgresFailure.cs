using System.Net.Sockets;
using Npgsql;

namespace Akka.Persistence;

/// <summary>Tells failures that pass from those that stay.</summary>
internal static class PostgresFailure
{
    /// <summary>
    /// Whether the same may succeed later: the connection or the server was lost, starts, stops or is full, or two
    /// transactions were in each other's way.
    /// </summary>
    public static bool IsTransient(Exception cause) => cause switch
    {
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" } => true,
        PostgresException refused when refused.SqlState.StartsWith("53", StringComparison.Ordinal) => true,
        NpgsqlException { IsTransient: true } => true,
        NpgsqlException { InnerException: { } inner } => IsTransient(inner),
        IOException or SocketException or TimeoutException => true,
        _ => false,
    };
}
