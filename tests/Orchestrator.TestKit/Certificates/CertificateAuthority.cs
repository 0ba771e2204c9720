using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orchestrator.TestKit.Certificates;

/// <summary>
/// Signs certificates for tests and writes them as PEM into a folder of its own, which goes with it. They are valid from
/// 2000 to 2099 where nothing else is said, so by a test's clock too. Each has a key of its own.
/// </summary>
public sealed class CertificateAuthority : IDisposable
{
    private static readonly DateTimeOffset From = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Oid ServerUse = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientUse = new("1.3.6.1.5.5.7.3.2");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-certificates-");
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2? _intermediate;
    private int _serial = 1;

    /// <summary>An authority.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="hasIntermediate">Whether an intermediate authority signs for it.</param>
    public CertificateAuthority(string name = "test authority", bool hasIntermediate = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Authority($"CN={name}", key);
        _root = request.CreateSelfSigned(From, Until);
        File = Path.Combine(Folder, "ca.crt");
        System.IO.File.WriteAllText(File, _root.ExportCertificatePem() + "\n");
        if (!hasIntermediate)
            return;
        using var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = Authority($"CN={name} intermediate", second).Create(_root, From, Until, Serial());
        _intermediate = signed.CopyWithPrivateKey(second);
    }

    /// <summary>The folder of all files.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Its own certificate: what those who trust it are given.</summary>
    public string File { get; }

    /// <summary>A server's certificate.</summary>
    /// <param name="file">The files' name, without an ending; one that is there is replaced.</param>
    /// <param name="names">DNS names and IP addresses; localhost, 127.0.0.1 and ::1 where none is given.</param>
    public PemFiles Server(string file, params string[] names) =>
        Write(file, ServerUse, names.Length == 0 ? ["localhost", "127.0.0.1", "::1"] : names, From, Until);

    /// <summary>A client's certificate; its subject is the name.</summary>
    public PemFiles Client(string file) => Write(file, ClientUse, [], From, Until);

    /// <summary>A client's certificate that is valid for some time only.</summary>
    public PemFiles Client(string file, DateTimeOffset from, DateTimeOffset until) =>
        Write(file, ClientUse, [], from, until);

    /// <summary>A server's certificate that is valid for some time only, for localhost and 127.0.0.1.</summary>
    public PemFiles Server(string file, DateTimeOffset from, DateTimeOffset until) =>
        Write(file, ServerUse, ["localhost", "127.0.0.1"], from, until);

    /// <inheritdoc/>
    public void Dispose()
    {
        _root.Dispose();
        _intermediate?.Dispose();
        _folder.Delete(recursive: true);
    }

    private static CertificateRequest Authority(string subject, ECDsa key)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private PemFiles Write(string file, Oid use, string[] names, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={file}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([use], false));
        // Two authorities may have one name.
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_intermediate ?? _root, true, false));
        if (names.Length > 0)
            request.CertificateExtensions.Add(AlternativeNames(names));
        using var certificate = request.Create(_intermediate ?? _root, from, until, Serial());
        var pem = certificate.ExportCertificatePem() + "\n" + _intermediate?.ExportCertificatePem() + "\n";
        var files = new PemFiles(Path.Combine(Folder, $"{file}.crt"), Path.Combine(Folder, $"{file}.key"));
        System.IO.File.WriteAllText(files.Certificate, pem);
        System.IO.File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem() + "\n");
        return files;
    }

    private static X509Extension AlternativeNames(string[] names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                builder.AddIpAddress(address);
            else
                builder.AddDnsName(name);
        }

        return builder.Build();
    }

    private byte[] Serial() => [1, .. BitConverter.GetBytes(_serial++)];
}
