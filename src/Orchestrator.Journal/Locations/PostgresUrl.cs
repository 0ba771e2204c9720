using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Orchestrator.Journal.Locations;

/// <summary>
/// The URLs by which PostgreSQL's own programs name a database, turned into Npgsql's words. No message repeats what may
/// be a password.
/// </summary>
internal static class PostgresUrl
{
    /// <summary>What one looks like, for messages.</summary>
    public const string Form = "postgres://user:password@host:port/database";

    private static readonly Dictionary<string, Action<NpgsqlConnectionStringBuilder, string>> Options =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["application_name"] = (to, value) => to.ApplicationName = value,
            ["connect_timeout"] = (to, value) => to.Timeout = Number("connect_timeout", value, 1, 1024),
            ["host"] = (to, value) => to.Host = value,
            ["options"] = (to, value) => to.Options = value,
            ["passfile"] = (to, value) => to.Passfile = value,
            ["pool_size"] = (to, value) => to.MaxPoolSize = Number("pool_size", value, 1, 1000),
            ["sslcert"] = (to, value) => to.SslCertificate = value,
            ["sslkey"] = (to, value) => to.SslKey = value,
            ["sslmode"] = (to, value) => to.SslMode = Ssl(value),
            ["sslrootcert"] = (to, value) => to.RootCertificate = value,
        };

    /// <summary>Reads what follows the scheme.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says what is wrong, in one line.</exception>
    public static string Parse(string rest)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = "orchestrator",
            Timeout = 5,
            MaxPoolSize = 20,
        };
        var (address, query) = Cut(rest, '?');
        var (authority, database) = Cut(address, '/');
        var at = authority.LastIndexOf('@');
        if (at >= 0)
            ReadUser(builder, authority[..at]);
        ReadHost(builder, authority[(at + 1)..]);
        builder.Database = Decoded(database ?? "", "database");
        foreach (var option in (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
            ReadOption(builder, option);
        if (builder.Database.Length == 0 || builder.Database.Contains('/', StringComparison.Ordinal))
            throw new FormatException($"the store's URL names no database; write {Form}");
        if (string.IsNullOrEmpty(builder.Host))
            throw new FormatException($"the store's URL names no host; write {Form}");
        return builder.ToString();
    }

    /// <summary>A connection string as a URL that may be shown.</summary>
    public static string Shown(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        var user = builder.Username is { Length: > 0 } name ? Uri.EscapeDataString(name) + "@" : "";
        var host = builder.Host is { } there && there.Contains(':', StringComparison.Ordinal)
            ? $"[{there}]" : builder.Host;
        return $"postgres://{user}{host}:{builder.Port}/{Uri.EscapeDataString(builder.Database ?? "")}";
    }

    private static void ReadUser(NpgsqlConnectionStringBuilder builder, string user)
    {
        var (name, password) = Cut(user, ':');
        builder.Username = Decoded(name, "user");
        if (password is not null)
            builder.Password = Decoded(password, "password");
    }

    private static void ReadHost(NpgsqlConnectionStringBuilder builder, string host)
    {
        if (host.Contains(',', StringComparison.Ordinal))
            throw new FormatException("the store's URL names several hosts; name the primary server alone");
        string name;
        string? port;
        if (host.StartsWith('['))
        {
            var end = host.IndexOf(']', StringComparison.Ordinal);
            if (end < 0 || (end + 1 < host.Length && host[end + 1] != ':'))
                throw new FormatException("the store's URL has an address in brackets that does not end");
            (name, port) = (host[1..end], end + 1 < host.Length ? host[(end + 2)..] : null);
        }
        else
        {
            (name, port) = Cut(host, ':');
            if (port?.Contains(':', StringComparison.Ordinal) == true)
                throw new FormatException("the store's URL has an address with colons; put it in brackets: [::1]");
        }

        builder.Host = Decoded(name, "host");
        if (port is not null)
            builder.Port = Number("port", port, 1, 65535);
    }

    private static void ReadOption(NpgsqlConnectionStringBuilder builder, string option)
    {
        var (name, value) = Cut(option, '=');
        if (!Options.TryGetValue(name, out var set))
        {
            // A password may hold a question mark, so a name that could be part of one is not repeated.
            throw new FormatException(
                $"the store's URL has an option that is not known; there are {string.Join(", ", Options.Keys)}; "
                + "in a password write ? as %3F, / as %2F, @ as %40 and # as %23");
        }

        if (string.IsNullOrEmpty(value))
            throw new FormatException($"the store's URL has no value for {name}");
        set(builder, Decoded(value, name));
    }

    private static SslMode Ssl(string value) => value.ToLowerInvariant() switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw new FormatException(
            "the store's URL has an sslmode that is not known; "
            + "there are disable, allow, prefer, require, verify-ca, verify-full"),
    };

    // The value is not repeated: a colon or a slash too many in a password would put part of it here.
    private static int Number(string what, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : throw new FormatException($"the store's URL has a {what} that is no number from {least} to {most}");

    private static string Decoded(string text, string what)
    {
        var decoded = Uri.UnescapeDataString(text);
        if (Regex.IsMatch(text, "%(?![0-9A-Fa-f]{2})", RegexOptions.None, TimeSpan.FromSeconds(1)))
            throw new FormatException($"the store's URL has a % in its {what} that no two hexadecimal digits follow");

        return decoded.AsSpan().ContainsAny('\0', '\n', '\r')
            ? throw new FormatException($"the store's URL has a {what} with a control character")
            : decoded;
    }

    private static (string Head, string? Tail) Cut(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }
}
