using System.Net;

namespace Orchestrator.Host.Security;

/// <summary>
/// What a port shows its callers and asks of them: the certificate it serves with, the authorities of its clients'
/// certificates, the tokens it takes; each may be absent. Disposed after the server that uses it.
/// </summary>
/// <param name="Certificate">What it serves with by TLS; null: without TLS.</param>
/// <param name="Clients">Whose signature a client's certificate must have; null: clients need none.</param>
/// <param name="Tokens">The tokens that it takes; null: callers need none.</param>
internal sealed record ServerSecurity(CertificateFiles? Certificate, TrustedCertificates? Clients, AccessTokens? Tokens)
    : IDisposable
{
    /// <summary>Without TLS, for everyone.</summary>
    public static readonly ServerSecurity None = new(null, null, null);

    /// <summary>Whether callers must be known.</summary>
    public bool Authenticates => Clients is not null || Tokens is not null;

    /// <summary>The scheme of its URL.</summary>
    public string Scheme => Certificate is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;

    /// <summary>Refuses to be reached from other machines without TLS, or by just anyone.</summary>
    /// <param name="listen">Where the port is to listen.</param>
    /// <param name="isInsecure">Whether the user has said that it is to be so.</param>
    /// <exception cref="BadInputException">It would be; names what is missing.</exception>
    public void RequireSafe(IPEndPoint listen, bool isInsecure)
    {
        if (isInsecure || IsSafe(listen))
            return;
        var missing = new List<string>();
        if (Certificate is null)
            missing.Add("TLS (--certificate and --key)");
        if (!Authenticates)
            missing.Add("to know its callers (--tokens, or --client-ca for client certificates)");
        throw new BadInputException(
            $"--listen {listen} can be reached from other machines, and then needs {string.Join(" and ", missing)}; "
            + "--insecure goes without, where the network itself keeps others out");
    }

    /// <summary>What is on and what is off, in a line.</summary>
    public string Summary => string.Join(", ",
        Certificate is null ? "no TLS" : $"TLS until {Certificate.Current.NotAfter.ToUniversalTime():yyyy-MM-dd}",
        Clients is null ? "no client certificates" : "client certificates",
        Tokens is null ? "no tokens" : $"tokens of {Tokens.Current.Entries.Count}");

    /// <summary>What a client's command needs beside the address, each with a space before it.</summary>
    public string ClientOptions =>
        (Certificate is null ? "" : " --ca FILE")
        + (Clients is null ? "" : " --client-certificate FILE --client-key FILE")
        + (Tokens is null ? "" : " --token-file FILE");

    /// <summary>What others could do at a port that listens there; null: nothing.</summary>
    public string? WarningAt(IPEndPoint listen)
    {
        if (IsSafe(listen))
            return null;
        var dangers = new List<string>();
        if (Certificate is null)
            dangers.Add("without TLS what callers send, their tokens included, can be read and changed on the way");
        if (!Authenticates)
            dangers.Add("whoever reaches the port may do everything");
        return $"--insecure: {string.Join("; ", dangers)}";
    }

    /// <summary>Looks at all files for changes.</summary>
    public void Refresh()
    {
        _ = Certificate?.Current;
        Clients?.Refresh();
        _ = Tokens?.Current;
    }

    public void Dispose() => Certificate?.Dispose();

    private bool IsSafe(IPEndPoint listen) =>
        IPAddress.IsLoopback(listen.Address) || (Certificate is not null && Authenticates);
}
