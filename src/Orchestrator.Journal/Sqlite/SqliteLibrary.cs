using System.Reflection;
using System.Runtime.InteropServices;
using Orchestrator.Journal.Contracts;
using SQLitePCL;

namespace Orchestrator.Journal.Sqlite;

/// <summary>Binds the SQLite provider to the system's library, once in the life of the process.</summary>
internal static class SqliteLibrary
{
    private const string SystemName = "libsqlite3.so.0";

    private static readonly Lock Gate = new();
    private static bool _ready;

    /// <summary>Loads the library unless that is done.</summary>
    /// <exception cref="StoreException">The library is not installed.</exception>
    public static void Ensure()
    {
        lock (Gate)
        {
            if (_ready)
                return;
            Resolve();
            try
            {
                raw.SetProvider(new SQLite3Provider_e_sqlite3());
                _ = raw.sqlite3_libversion_number();
            }
            catch (Exception missing) when (IsMissing(missing))
            {
                throw new StoreException(
                    "The SQLite library (libsqlite3.so.0) is not installed; run: apt-get install libsqlite3-0",
                    missing);
            }

            _ready = true;
        }
    }

    private static void Resolve()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Load);
        }
        catch (InvalidOperationException)
        {
            // An assembly takes one resolver; whoever came first in this process resolves to the same library.
        }
    }

    private static nint Load(string name, Assembly assembly, DllImportSearchPath? search) =>
        name == "e_sqlite3" && NativeLibrary.TryLoad(SystemName, assembly, search, out var handle) ? handle : 0;

    private static bool IsMissing(Exception thrown) =>
        thrown is DllNotFoundException || thrown.InnerException is DllNotFoundException;
}
