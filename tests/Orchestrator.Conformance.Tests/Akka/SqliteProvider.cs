using System.Runtime.InteropServices;
using SQLitePCL;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>The system's SQLite for the driver, whoever else in the process has set it up as well.</summary>
internal static class SqliteProvider
{
    static SqliteProvider()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(
                typeof(SQLite3Provider_e_sqlite3).Assembly,
                (name, _, _) =>
                    name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var handle) ? handle : 0);
        }
        catch (InvalidOperationException)
        {
            // set already, to the same library
        }
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }

    /// <summary>Makes it ready once.</summary>
    public static void EnsureReady()
    {
    }
}
