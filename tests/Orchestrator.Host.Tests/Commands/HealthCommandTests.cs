using System.Net;
using Orchestrator.Host.Client.Access;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Security;
using Orchestrator.Host.Serving;
using Orchestrator.Host.Telemetry;
using Orchestrator.TestKit.Certificates;

namespace Orchestrator.Host.Tests.Commands;

/// <summary><c>health</c> against the port of a worker that no coordinator has taken in.</summary>
public sealed class HealthCommandTests : IDisposable
{
    private const string Name = "worker.example";
    private readonly CertificateAuthority _authority = new();
    private readonly CertificateAuthority _other = new();

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Health_of_a_port_without_TLS()
    {
        await using var server = await ServeAsync(ServerSecurity.None);
        var up = await Cli.RunAsync("health", "--at", Text(server));
        Assert.Equal((ExitCode.Ok, "up\n", ""), (up.Code, up.Out, up.Error));
        var ready = await Cli.RunAsync("health", "--at", Text(server), "--ready");
        Assert.Equal(ExitCode.Unreachable, ready.Code);
        Assert.Contains("503 not attached to a coordinator", ready.Error);
    }

    [Fact]
    public async Task Health_of_where_the_environment_says()
    {
        await using var server = await ServeAsync(ServerSecurity.None);
        var up = await Cli.RunAsync(
            name => name == CoordinatorOption.Variable ? $"{Text(server)},http://127.0.0.1:1" : null, "health");
        Assert.Equal(ExitCode.Ok, up.Code);
    }

    [Fact]
    public async Task Health_of_a_port_with_TLS_is_asked_by_the_name_in_its_certificate()
    {
        using var security = Security(_authority.Server("server", Name), null);
        await using var server = await ServeAsync(security);
        var up = await Cli.RunAsync("health", "--at", Text(server), "--ca", _authority.File, "--server-name", Name);
        Assert.Equal((ExitCode.Ok, "up\n"), (up.Code, up.Out));

        var named = await Cli.RunAsync("health", "--at", Text(server), "--ca", _authority.File);
        Assert.Equal(ExitCode.Unreachable, named.Code);
        Assert.Contains($"not for 127.0.0.1 but for {Name}", named.Error);
        var trusted = await Cli.RunAsync("health", "--at", Text(server), "--ca", _other.File, "--server-name", Name);
        Assert.Equal(ExitCode.Unreachable, trusted.Code);
        Assert.Contains("is not trusted here", trusted.Error);
    }

    [Fact]
    public async Task Health_needs_no_client_certificate_and_no_token_but_metrics_do()
    {
        using var tokens = new Cli();
        using var security = Security(_authority.Server("server"), _authority.File) with
        {
            Tokens = AccessTokens.Open(tokens.Write("tokens", "me read a-token-of-some-length"), TimeProvider.System),
        };
        await using var server = await ServeAsync(security);
        Assert.Equal(ExitCode.Ok, (await Cli.RunAsync("health", "--at", Text(server), "--ca", _authority.File)).Code);
        var mine = _authority.Client("me");
        Assert.Equal(ExitCode.Ok, (await Cli.RunAsync(
            "health", "--at", Text(server), "--ca", _authority.File, "--client-certificate", mine.Certificate,
            "--client-key", mine.Key)).Code);
        Assert.Equal(HttpStatusCode.Unauthorized, await MetricsAsync(server, mine, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await MetricsAsync(server, null, "a-token-of-some-length"));
        Assert.Equal(HttpStatusCode.OK, await MetricsAsync(server, mine, "a-token-of-some-length"));
    }

    [Theory]
    [InlineData("--at", "here")]
    [InlineData("--at", "http://h/path")]
    [InlineData("--server-name", "a b")]
    [InlineData("--client-key", "/dev/null")]
    public async Task Health_of_what_makes_no_sense_is_bad_input(string option, string value) =>
        Assert.Equal(ExitCode.BadInput, (await Cli.RunAsync("health", option, value)).Code);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Text(WorkerServer server) => CoordinatorOption.Text(server.Address!);

    private static Task<WorkerServer> ServeAsync(ServerSecurity security) => WorkerServer.StartAsync(
        new TelemetryOptions("worker", "test") { Exports = false }, new IPEndPoint(IPAddress.Loopback, 0), security,
        TimeProvider.System);

    private static ServerSecurity Security(PemFiles certificate, string? clients) => new(
        CertificateFiles.Open(certificate.Certificate, certificate.Key, TimeProvider.System),
        clients is null ? null : TrustedCertificates.Open(clients, TimeProvider.System), null);

    private async Task<HttpStatusCode> MetricsAsync(WorkerServer server, PemFiles? mine, string? token)
    {
        using var access = new CoordinatorAccess
        {
            Time = TimeProvider.System,
            Authorities = TrustedCertificates.Open(_authority.File, TimeProvider.System),
            Certificate = mine is null ? null : CertificateFiles.Open(mine.Certificate, mine.Key, TimeProvider.System),
        };
        using var handler = new SocketsHttpHandler();
        access.Secure(server.Address!, handler);
        using var client = new HttpClient(handler);
        if (token is not null)
            client.DefaultRequestHeaders.Add("authorization", $"Bearer {token}");
        using var answer = await client.GetAsync(new Uri(server.Address!, "/metrics"), Stop);
        return answer.StatusCode;
    }
}
