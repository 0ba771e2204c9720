using System.Security.Cryptography.X509Certificates;
using Orchestrator.Host.Security;
using Orchestrator.TestKit.Certificates;

namespace Orchestrator.Host.Tests.Security;

public sealed class TrustedCertificatesTests : IDisposable
{
    private readonly SecretFolder _folder = new();
    private readonly CertificateAuthority _authority = new("ours");
    private readonly CertificateAuthority _other = new("ours"); // the same name, another key

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void Only_the_authority_of_the_file_is_trusted()
    {
        var trusted = TrustedCertificates.Open(_authority.File, _folder.Time);
        Assert.True(Accepts(trusted, _authority.Server("a"), "localhost"));
        Assert.True(Accepts(trusted, _authority.Server("a"), "127.0.0.1"));
        Assert.True(Accepts(trusted, _authority.Client("c"), null));
        Assert.False(Accepts(trusted, _other.Server("b"), "localhost"));
        Assert.False(Accepts(trusted, _other.Client("d"), null));
        Assert.False(trusted.Accepts(null, [], null));
    }

    [Fact]
    public void Server_must_have_the_name_that_it_is_reached_by()
    {
        var trusted = TrustedCertificates.Open(_authority.File, _folder.Time);
        var files = _authority.Server("a", "coordinator.example", "*.pool.example", "10.0.0.5");
        foreach (var right in (string[])["coordinator.example", "w1.pool.example", "10.0.0.5"])
            Assert.True(Accepts(trusted, files, right), right);
        foreach (var wrong in (string[])["localhost", "example", "10.0.0.6", "a", "w1.w2.pool.example"])
            Assert.False(Accepts(trusted, files, wrong), wrong);
    }

    [Fact]
    public void Certificate_is_good_for_its_own_use_and_in_its_own_time()
    {
        var trusted = TrustedCertificates.Open(_authority.File, _folder.Time);
        Assert.False(Accepts(trusted, _authority.Client("c"), "localhost"));
        Assert.False(Accepts(trusted, _authority.Server("a"), null));
        var now = _folder.Time.GetUtcNow();
        Assert.False(Accepts(trusted, _authority.Client("past", now.AddDays(-2), now.AddDays(-1)), null));
        Assert.False(Accepts(trusted, _authority.Client("future", now.AddDays(1), now.AddDays(2)), null));
        var soon = _authority.Client("soon", now.AddDays(-1), now.AddDays(1));
        Assert.True(Accepts(trusted, soon, null));
        _folder.Time.Advance(TimeSpan.FromDays(2));
        Assert.False(Accepts(trusted, soon, null));
    }

    [Fact]
    public void Intermediate_certificate_must_be_sent()
    {
        using var layered = new CertificateAuthority("layered", hasIntermediate: true);
        var trusted = TrustedCertificates.Open(layered.File, _folder.Time);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(layered.Client("c").Certificate);
        Assert.True(trusted.Accepts(chain[0], chain.Skip(1), null));
        Assert.False(trusted.Accepts(chain[0], [], null));
    }

    [Fact]
    public void New_authorities_are_trusted_when_the_file_changes_and_a_broken_file_changes_nothing()
    {
        var (ours, others) = (File.ReadAllText(_authority.File), File.ReadAllText(_other.File));
        var trusted = TrustedCertificates.Open(_folder.Write("ca.crt", ours), _folder.Time);
        var client = _other.Client("d");
        Assert.False(Accepts(trusted, client, null));
        _folder.Write("ca.crt", ours + others);
        _folder.Wait();
        Assert.True(Accepts(trusted, client, null));
        Assert.True(Accepts(trusted, _authority.Client("c"), null));
        _folder.Write("ca.crt", "");
        _folder.Wait();
        Assert.True(Accepts(trusted, client, null));
        _folder.Write("ca.crt", ours);
        _folder.Wait();
        Assert.False(Accepts(trusted, client, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void File_without_certificates_is_refused(string text) => Assert.Throws<BadInputException>(
        () => TrustedCertificates.Open(_folder.Write("ca.crt", text), _folder.Time));

    private static bool Accepts(TrustedCertificates trusted, PemFiles files, string? host)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(files.Certificate);
        return trusted.Accepts(certificate, [], host);
    }
}
