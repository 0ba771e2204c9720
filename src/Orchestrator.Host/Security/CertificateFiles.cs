using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orchestrator.Host.Security;

/// <summary>
/// A certificate with its private key, in PEM files: what a server or a client shows. Read again when they change, so
/// that a new certificate needs no restart; a broken or half-written new version leaves the old one in force.
/// Thread-safe.
/// </summary>
internal sealed class CertificateFiles : IDisposable
{
    private readonly ReloadedFiles<SslStreamCertificateContext> _files;

    private CertificateFiles(ReloadedFiles<SslStreamCertificateContext> files) => _files = files;

    /// <summary>The certificate with its private key.</summary>
    public X509Certificate2 Current => Context.TargetCertificate;

    /// <summary>The same with the intermediate certificates of the file, which go to the peer with it.</summary>
    public SslStreamCertificateContext Context => _files.Current;

    /// <summary>Is told what is wrong with a new version, which is not used.</summary>
    public Action<IReadOnlyList<string>>? Refused { set => _files.Refused = value; }

    /// <summary>Is told when a new version is in force.</summary>
    public Action? Replaced { set => _files.Replaced = value; }

    /// <summary>Reads both files.</summary>
    /// <param name="certificate">
    /// The certificate first, then the intermediate ones up to its authority; PEM.
    /// </param>
    /// <param name="key">Its private key without a passphrase, PEM.</param>
    /// <param name="time">The clock, by which changes are looked for.</param>
    /// <param name="prefix">What their options begin with, before <c>certificate</c> and <c>key</c>.</param>
    /// <exception cref="BadInputException">They cannot be read, or do not belong together.</exception>
    public static CertificateFiles Open(string certificate, string key, TimeProvider time, string prefix = "--") =>
        new(new ReloadedFiles<SslStreamCertificateContext>(
            [certificate, key], () => Load(certificate, key, prefix), time));

    public void Dispose() => Current.Dispose();

    private static SslStreamCertificateContext Load(string certificate, string key, string prefix)
    {
        var (chain, secret) =
            (SmallFile.Read($"{prefix}certificate", certificate), SmallFile.Read($"{prefix}key", key));
        try
        {
            var leaf = X509Certificate2.CreateFromPem(chain, secret);
            var all = new X509Certificate2Collection();
            all.ImportFromPem(chain);
            all.RemoveAt(0); // the leaf, without its key
            // Offline: nothing is fetched from an address that a certificate names.
            return SslStreamCertificateContext.Create(leaf, all, offline: true);
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException)
        {
            throw new BadInputException(
                $"{prefix}certificate '{certificate}' with {prefix}key '{key}' is no certificate in PEM with its "
                + $"private key: {unusable.Message}");
        }
    }
}
