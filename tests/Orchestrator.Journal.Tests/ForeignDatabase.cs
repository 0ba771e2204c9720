using Microsoft.Data.Sqlite;
using Orchestrator.Journal.Sqlite;

namespace Orchestrator.Journal.Tests;

/// <summary>Database files made by hand, as other programs would.</summary>
internal static class ForeignDatabase
{
    /// <summary>Opens or creates a file and runs statements on it. The caller closes it.</summary>
    public static SqliteConnection Open(string path, params ReadOnlySpan<string> statements)
    {
        SqliteLibrary.Ensure();
        var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=1");
        connection.Open();
        foreach (var statement in statements)
            DatabaseFile.Execute(connection, statement);
        return connection;
    }

    public static void Write(string path, params ReadOnlySpan<string> statements) => Open(path, statements).Dispose();
}
