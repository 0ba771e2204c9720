using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Orchestrator.Deploy.Tests.Images;

/// <summary>What <c>deploy/make-secrets</c> makes is what compose.yaml mounts, and holds together.</summary>
[SupportedOSPlatform("linux")]
public sealed class MadeSecretsTests(MadeSecrets made) : IClassFixture<MadeSecrets>
{
    private static readonly Compose File = Compose.Load();

    [Fact]
    public void Every_secret_is_made_used_and_in_no_repository()
    {
        var used = File.Services.Values.SelectMany(service => service.Items("secrets"))
            .Select(secret => secret.Value.Length > 0 ? secret.Value : secret.Text("source")).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(File.Secrets.Keys.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
        Assert.All(File.Secrets.Values, file =>
        {
            Assert.Equal("./secrets", Path.GetDirectoryName(file));
            Assert.True(System.IO.File.Exists(made.Of(file)), $"{file} is not made");
        });
        Assert.Contains("/deploy/secrets/", System.IO.File.ReadAllLines(TestKit.RepositoryFolders.Of(".gitignore")));
    }

    [Fact]
    public void Only_the_owner_enters_the_folder_and_reads_the_authoritys_key()
    {
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(made.Folder));
        Assert.Equal(UnixFileMode.UserRead, System.IO.File.GetUnixFileMode(made.Of("ca.key")));
        Assert.DoesNotContain(File.Secrets.Values, file => file.EndsWith("ca.key", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("coordinator", true, true)]
    [InlineData("worker-1", true, true)]
    [InlineData("worker-2", true, true)]
    [InlineData("worker-gpu", true, true)]
    [InlineData("collector", true, true)]
    [InlineData("postgres", true, false)]
    [InlineData("grafana", true, false)]
    [InlineData("prometheus", false, true)]
    [InlineData("client", false, true)]
    public void Certificate_is_signed_for_its_service(string name, bool serves, bool asks)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(made.Of("ca.crt"));
        using var certificate = X509Certificate2.CreateFromPemFile(made.Of($"{name}.crt"), made.Of($"{name}.key"));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.True(chain.Build(certificate), string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation)));
        Assert.True(certificate.MatchesHostname(name));
        Assert.True(certificate.MatchesHostname("localhost"));
        Assert.False(certificate.MatchesHostname("elsewhere"));
        var uses = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single()
            .EnhancedKeyUsages.Cast<Oid>().Select(use => use.Value).ToList();
        Assert.Equal(serves, uses.Contains("1.3.6.1.5.5.7.3.1"));
        Assert.Equal(asks, uses.Contains("1.3.6.1.5.5.7.3.2"));
    }

    [Fact]
    public void Token_lists_hold_the_hashes_of_the_tokens_and_no_token()
    {
        var lines = System.IO.File.ReadAllLines(made.Of("tokens")).Select(line => line.Split(' ')).ToList();
        Assert.Equal(["client", "worker-1", "worker-2", "worker-gpu", "prometheus"], lines.Select(line => line[0]));
        Assert.Equal(["admin", "worker", "worker", "worker", "read"], lines.Select(line => line[1]));
        foreach (var line in lines)
        {
            var token = System.IO.File.ReadAllText(made.Of($"token-{line[0]}")).Trim();
            Assert.Equal($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}", line[2]);
        }

        Assert.Equal(lines.Count, lines.Select(line => line[2]).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(string.Join(' ', lines[^1]), Assert.Single(System.IO.File.ReadAllLines(made.Of("tokens-worker"))));
    }

    [Fact]
    public void Password_file_names_the_database_and_the_user_of_the_store()
    {
        var password = System.IO.File.ReadAllText(made.Of("postgres-password")).Trim();
        Assert.Equal($"*:*:orchestrator:orchestrator:{password}", System.IO.File.ReadAllText(made.Of("pgpass")).Trim());
    }

    [Fact]
    public async Task A_second_run_keeps_everything_and_renewing_keeps_all_but_certificates()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-secrets-").FullName;
        try
        {
            (await Script.BashAsync("make-secrets", folder)).Succeeded();
            var first = Contents(folder);
            (await Script.BashAsync("make-secrets", folder)).Succeeded();
            Assert.Equal(first, Contents(folder));
            (await Script.BashAsync("make-secrets", "--renew", folder)).Succeeded();
            var renewed = Contents(folder);
            var changed = renewed.Keys.Where(file => renewed[file] != first[file]).ToHashSet(StringComparer.Ordinal);
            var expected = first.Keys.Where(file =>
                Path.GetExtension(file) is ".crt" or ".key" && !file.StartsWith("ca.", StringComparison.Ordinal));
            Assert.Equal(expected.Order(StringComparer.Ordinal), changed.Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, string> Contents(string folder) => Directory.GetFiles(folder)
        .ToDictionary(file => Path.GetFileName(file), System.IO.File.ReadAllText, StringComparer.Ordinal);
}
