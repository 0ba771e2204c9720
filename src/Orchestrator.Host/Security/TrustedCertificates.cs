using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orchestrator.Host.Security;

/// <summary>
/// The authorities of a PEM file, which alone are trusted; read again when it changes, a broken new version leaves the
/// old one in force. Revocation is not looked up, and nothing is fetched. Thread-safe.
/// </summary>
internal sealed class TrustedCertificates
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private readonly ReloadedFiles<X509Certificate2Collection> _files;
    private readonly TimeProvider _time;

    private TrustedCertificates(ReloadedFiles<X509Certificate2Collection> files, TimeProvider time) =>
        (_files, _time) = (files, time);

    /// <summary>Is told what is wrong with a new version, which is not used.</summary>
    public Action<IReadOnlyList<string>>? Refused { set => _files.Refused = value; }

    /// <summary>Is told when a new version is in force.</summary>
    public Action? Replaced { set => _files.Replaced = value; }

    /// <summary>Reads the file.</summary>
    /// <param name="file">One authority or several, PEM.</param>
    /// <param name="time">The clock, by which certificates expire and changes are looked for.</param>
    /// <exception cref="BadInputException">It cannot be read, or holds no certificate.</exception>
    public static TrustedCertificates Open(string file, TimeProvider time) =>
        new(new ReloadedFiles<X509Certificate2Collection>([file], () => Load(file), time), time);

    /// <summary>
    /// A chain is made of what is sent and what is trusted; nothing is fetched from where a certificate says.
    /// </summary>
    public static X509ChainPolicy OfflinePolicy() => new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };

    /// <summary>Whether a peer's certificate is valid now, for its use, and signed by one of the authorities.</summary>
    /// <param name="peer">What the peer showed; null where it showed nothing.</param>
    /// <param name="sent">The intermediate certificates that came with it.</param>
    /// <param name="host">The name or IP address that a server must have; null: the peer is a client.</param>
    public bool Accepts(X509Certificate2? peer, IEnumerable<X509Certificate2> sent, string? host)
    {
        if (peer is null || (host is not null && !peer.MatchesHostname(host, allowCommonName: false)))
            return false;
        using var chain = new X509Chain { ChainPolicy = OfflinePolicy() };
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(_files.Current);
        policy.ExtraStore.AddRange(sent.ToArray());
        policy.VerificationTime = _time.GetUtcNow().UtcDateTime;
        policy.VerificationTimeIgnored = false;
        policy.ApplicationPolicy.Add(new Oid(host is null ? ClientAuthentication : ServerAuthentication));
        var isTrusted = chain.Build(peer);
        foreach (var element in chain.ChainElements)
            element.Certificate.Dispose();
        return isTrusted;
    }

    /// <summary>Looks at the file for changes.</summary>
    public void Refresh() => _ = _files.Current;

    private static X509Certificate2Collection Load(string file)
    {
        var text = SmallFile.Read("the file of trusted certificates", file);
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(text);
        }
        catch (CryptographicException unusable)
        {
            throw new BadInputException($"'{file}' holds a broken certificate: {unusable.Message}");
        }

        return found.Count > 0
            ? found
            : throw new BadInputException($"'{file}' holds no certificate; it is to be one authority or several, PEM");
    }
}
