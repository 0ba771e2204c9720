using Orchestrator.TestKit.Certificates;

namespace Orchestrator.TestKit.Postgres;

/// <summary>How a test's own PostgreSQL server is set up.</summary>
public sealed record PostgresServerOptions
{
    /// <summary>
    /// True: the server's defaults, every commit flushed to the disk, for measuring. False: nothing is flushed, for tests
    /// (a killed server loses nothing, since the system keeps what it wrote; only a power cut would).
    /// </summary>
    public bool Durable { get; init; }

    /// <summary>
    /// How large a file of the server may become at first, in bytes; null: no limit. A table that would outgrow it is
    /// refused as on a full disk (53100). Rounded so that a page is cut in two there. At least 1.25 MiB, for the log.
    /// </summary>
    public long? FileSizeLimit { get; init; }

    /// <summary>
    /// The password that its user must give, by SCRAM; null: whoever connects from this machine is trusted.
    /// </summary>
    public string? Password { get; init; }

    /// <summary>The certificate and the key of a server that takes nothing but TLS; null: it has none.</summary>
    public PemFiles? Tls { get; init; }

    /// <summary>Further settings of <c>postgresql.conf</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
