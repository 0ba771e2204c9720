using Orchestrator.Host.Security;
using Orchestrator.TestKit.Certificates;

namespace Orchestrator.Host.Tests.Security;

public sealed class CertificateFilesTests : IDisposable
{
    private readonly SecretFolder _folder = new();
    private readonly CertificateAuthority _authority = new(hasIntermediate: true);

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public void Certificate_has_its_key_and_its_intermediate_ones()
    {
        using var files = Open(_authority.Server("server"));
        Assert.True(files.Current.HasPrivateKey);
        Assert.Equal("CN=server", files.Current.Subject);
        Assert.Equal("CN=test authority intermediate", Assert.Single(files.Context.IntermediateCertificates).Subject);
    }

    [Fact]
    public void New_certificate_is_used_once_its_key_is_there_too()
    {
        var told = new List<string>();
        var (certificate, key) = Copy(_authority.Server("old"));
        using var files = CertificateFiles.Open(certificate, key, _folder.Time);
        files.Refused = told.AddRange;
        var next = _authority.Server("new");

        _folder.Write("tls.crt", File.ReadAllText(next.Certificate));
        _folder.Wait();
        Assert.Equal("CN=old", files.Current.Subject);
        Assert.Single(told);
        Assert.DoesNotContain("PRIVATE", told[0], StringComparison.Ordinal);

        _folder.Write("tls.key", File.ReadAllText(next.Key));
        Assert.Equal("CN=old", files.Current.Subject);
        _folder.Wait();
        Assert.Equal("CN=new", files.Current.Subject);
        Assert.Single(told);
    }

    [Fact]
    public void Broken_and_missing_new_versions_leave_the_old_one_in_force()
    {
        var (certificate, key) = Copy(_authority.Server("server"));
        using var files = CertificateFiles.Open(certificate, key, _folder.Time);
        _folder.Write("tls.crt", "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
        _folder.Wait();
        Assert.Equal("CN=server", files.Current.Subject);
        File.Delete(key);
        _folder.Wait();
        Assert.Equal("CN=server", files.Current.Subject);
    }

    [Fact]
    public void Files_that_are_no_certificate_with_its_key_are_refused()
    {
        var (one, other) = (_authority.Server("one"), _authority.Server("other"));
        _folder.Write("text", "some text");
        foreach (var (certificate, key) in (IEnumerable<(string, string)>)[
            (one.Certificate, other.Key), (one.Certificate, _folder["text"]), (_folder["text"], one.Key),
            (one.Key, one.Certificate), (_folder["missing"], one.Key), (one.Certificate, _folder["missing"])])
        {
            var refused = Assert.Throws<BadInputException>(() => CertificateFiles.Open(certificate, key, _folder.Time));
            Assert.DoesNotContain("PRIVATE", refused.Message, StringComparison.Ordinal);
        }
    }

    private CertificateFiles Open(PemFiles files) => CertificateFiles.Open(files.Certificate, files.Key, _folder.Time);

    private (string Certificate, string Key) Copy(PemFiles files) => (
        _folder.Write("tls.crt", File.ReadAllText(files.Certificate)),
        _folder.Write("tls.key", File.ReadAllText(files.Key)));
}
