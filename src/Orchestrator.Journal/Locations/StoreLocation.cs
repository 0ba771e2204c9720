using Orchestrator.Journal.Files;

namespace Orchestrator.Journal.Locations;

/// <summary>Where results, events and blobs are kept: what <c>--store</c> (or <c>--data</c>) names.</summary>
public abstract record StoreLocation
{
    private StoreLocation()
    {
    }

    /// <summary>
    /// Reads <c>postgres://[user[:password]@][host][:port]/database[?option=value…]</c> (or <c>postgresql://</c>), or
    /// the path of a data folder.
    /// </summary>
    /// <exception cref="FormatException">It is neither; the message says what is wrong, in one line.</exception>
    public static StoreLocation Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new FormatException($"a store is a folder or a URL {PostgresUrl.Form}");
        var end = text.IndexOf("://", StringComparison.Ordinal);
        if (end < 0)
            return new Sqlite(text);
        return text[..end].ToLowerInvariant() switch
        {
            "postgres" or "postgresql" => new Postgres(PostgresUrl.Parse(text[(end + 3)..])),
            var scheme => throw new FormatException(
                $"a store cannot be at {scheme}://; name a folder or a URL {PostgresUrl.Form}"),
        };
    }

    /// <summary>A data folder with SQLite files.</summary>
    /// <param name="Path">The folder.</param>
    public sealed record Sqlite(string Path) : StoreLocation
    {
        /// <summary>Where data goes when nothing is said.</summary>
        public static Sqlite Default => new(DataDirectory.DefaultPath);

        /// <summary>The folder.</summary>
        public override string ToString() => Path;
    }

    /// <summary>A database on a PostgreSQL server.</summary>
    public sealed record Postgres : StoreLocation
    {
        internal Postgres(string connectionString) => ConnectionString = connectionString;

        /// <summary>For Npgsql. May hold a password: it is not to be shown.</summary>
        public string ConnectionString { get; }

        /// <summary>The URL without its password and options.</summary>
        public override string ToString() => PostgresUrl.Shown(ConnectionString);
    }
}
