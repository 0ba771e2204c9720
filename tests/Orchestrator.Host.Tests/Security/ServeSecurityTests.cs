using System.Net;
using Orchestrator.Host.Security;
using Orchestrator.TestKit.Certificates;

namespace Orchestrator.Host.Tests.Security;

/// <summary>What <c>serve</c> refuses to start with, and what it says of its security.</summary>
public sealed class ServeSecurityTests : IDisposable
{
    private const string Token = "a-secret-of-22-letters";
    private readonly Cli _cli = new();
    private readonly CertificateAuthority _authority = new();

    public void Dispose()
    {
        _cli.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("0.0.0.0:0")]
    [InlineData("[::]:0")]
    [InlineData("*:0")]
    [InlineData("192.0.2.1:0")]
    public async Task Off_loopback_it_needs_TLS_and_to_know_its_callers(string listen)
    {
        var tokens = _cli.Write("tokens", $"me admin {Token}");
        var server = _authority.Server("server");
        string[] tls = ["--certificate", server.Certificate, "--key", server.Key];
        var nothing = await RefusedAsync(listen);
        Assert.Contains(
            "TLS (--certificate and --key) and to know its callers (--tokens, or --client-ca", nothing, StringComparison.Ordinal);
        Assert.Contains("--insecure", nothing, StringComparison.Ordinal);
        var withoutCallers = await RefusedAsync(listen, tls);
        Assert.Contains("needs to know its callers (--tokens", withoutCallers, StringComparison.Ordinal);
        Assert.DoesNotContain("--certificate and --key", withoutCallers, StringComparison.Ordinal);
        var withoutTls = await RefusedAsync(listen, "--tokens", tokens);
        Assert.Contains("needs TLS (--certificate and --key);", withoutTls, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_complete_or_on_loopback_or_called_insecure_is_let_start()
    {
        using var server = Certificate();
        var tokens = AccessTokens.Given($"me admin {Token}", TimeProvider.System);
        var everywhere = new IPEndPoint(IPAddress.Any, 5080);
        ServerSecurity.None.RequireSafe(new IPEndPoint(IPAddress.Loopback, 5080), isInsecure: false);
        ServerSecurity.None.RequireSafe(new IPEndPoint(IPAddress.IPv6Loopback, 5080), isInsecure: false);
        ServerSecurity.None.RequireSafe(everywhere, isInsecure: true);
        new ServerSecurity(server, null, tokens).RequireSafe(everywhere, isInsecure: false);
        var authority = TrustedCertificates.Open(_authority.File, TimeProvider.System);
        new ServerSecurity(server, authority, null).RequireSafe(everywhere, isInsecure: false);
        Assert.Throws<BadInputException>(
            () => new ServerSecurity(null, null, tokens).RequireSafe(everywhere, isInsecure: false));
    }

    [Fact]
    public void Summary_and_warning_name_what_is_on_and_what_is_not()
    {
        using var server = Certificate();
        var tokens = AccessTokens.Given($"me admin {Token}", TimeProvider.System);
        var everywhere = new IPEndPoint(IPAddress.Any, 5080);
        var all = new ServerSecurity(server, TrustedCertificates.Open(_authority.File, TimeProvider.System), tokens);
        Assert.Equal("TLS until 2099-01-01, client certificates, tokens of 1", all.Summary);
        Assert.Equal(" --ca FILE --client-certificate FILE --client-key FILE --token-file FILE", all.ClientOptions);
        Assert.Null(all.WarningAt(everywhere));
        Assert.Equal("no TLS, no client certificates, no tokens", ServerSecurity.None.Summary);
        Assert.Equal("", ServerSecurity.None.ClientOptions);
        Assert.Null(ServerSecurity.None.WarningAt(new IPEndPoint(IPAddress.Loopback, 1)));
        var warning = ServerSecurity.None.WarningAt(everywhere);
        Assert.StartsWith("--insecure: without TLS", warning, StringComparison.Ordinal);
        Assert.Contains("whoever reaches the port may do everything", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("whoever", new ServerSecurity(null, null, tokens).WarningAt(everywhere), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_cannot_be_used_are_refused_with_all_that_is_wrong_and_without_a_token()
    {
        var bad = _cli.Write("bad", $"me admin {Token}", $"me read {Token}2", "you boss secret", "secret");
        var lines = (await RefusedAsync("127.0.0.1:0", "--tokens", bad)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith($"error: {bad}, line 2: the name is that of line 1", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(
            $"error: {bad}, line 3: the role (second field) is none of read, submit, admin, worker", lines[1], StringComparison.Ordinal);
        Assert.StartsWith(
            $"error: {bad}, line 3: third field: the token has 6 characters; it is 16 to", lines[2], StringComparison.Ordinal);
        Assert.StartsWith($"error: {bad}, line 4: 1 fields; a line has three", lines[3], StringComparison.Ordinal);
        Assert.DoesNotContain("secret", string.Concat(lines), StringComparison.Ordinal);

        var given = await Cli.RunAsync(
            name => name == AccessTokens.Variable ? $"me admin {Token};you {Token} read" : null,
            "serve", "--listen", "127.0.0.1:0", "--data", _cli.Data);
        Assert.Equal(ExitCode.BadInput, given.Code);
        Assert.Contains($"{AccessTokens.Variable}, line 2: the role", given.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", given.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_do_not_go_together_are_refused()
    {
        var server = _authority.Server("server");
        Assert.Contains("--certificate and --key go together",
            await RefusedAsync("127.0.0.1:0", "--certificate", server.Certificate), StringComparison.Ordinal);
        Assert.Contains("--client-ca needs --certificate",
            await RefusedAsync("127.0.0.1:0", "--client-ca", _authority.File), StringComparison.Ordinal);
        Assert.Contains("is not a file that can be found",
            await RefusedAsync("127.0.0.1:0", "--tokens", Path.Combine(_cli.Folder, "missing")), StringComparison.Ordinal);
        foreach (var limit in (string[])["--limit-requests", "--limit-streams", "--limit-connections", "--limit-upload", "--limit-message"])
            Assert.Contains($"{limit} '0' is not a whole number", await RefusedAsync("127.0.0.1:0", limit, "0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_option_takes_a_token_itself()
    {
        var help = await Cli.RunAsync("serve", "--help");
        Assert.Contains("--tokens <FILE>", help.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("--token ", help.Out, StringComparison.Ordinal);
    }

    private CertificateFiles Certificate()
    {
        var files = _authority.Server("server");
        return CertificateFiles.Open(files.Certificate, files.Key, TimeProvider.System);
    }

    private async Task<string> RefusedAsync(string listen, params string[] options)
    {
        var result = await Cli.RunAsync(["serve", "--listen", listen, "--data", _cli.Data, .. options]);
        Assert.Equal((ExitCode.BadInput, ""), (result.Code, result.Out));
        Assert.False(Directory.Exists(_cli.Data));
        return result.Error;
    }
}
