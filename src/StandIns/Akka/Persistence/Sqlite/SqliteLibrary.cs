using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Akka.Persistence;

/// <summary>Finds the system's SQLite.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Makes SQLite ready; does nothing if another part of the program did so before.</summary>
    /// <exception cref="InvalidOperationException">The library is not installed.</exception>
    public static void EnsureLoaded() => _ = Loaded.Value;

    private static bool Load()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // another part of the program has set one already; it leads to the same library
        }
        try
        {
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            _ = raw.sqlite3_libversion_number();
        }
        catch (DllNotFoundException cause)
        {
            throw new InvalidOperationException("SQLite is missing: apt-get install libsqlite3-0", cause);
        }
        return true;
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != "e_sqlite3")
        {
            return IntPtr.Zero;
        }
        foreach (var candidate in (string[])["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3.dll"])
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                return handle;
            }
        }
        return IntPtr.Zero;
    }
}
