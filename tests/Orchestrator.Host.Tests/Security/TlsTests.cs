using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Grpc.Core;
using Orchestrator.Host.Security;
using Orchestrator.TestKit.Certificates;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Tests.Security;

/// <summary>TLS and client certificates of a coordinator's port.</summary>
public sealed class TlsTests : IDisposable
{
    private const string List = "/orchestrator.v1.Sweeps/List";
    private readonly CertificateAuthority _authority = new(hasIntermediate: true);
    private readonly CertificateAuthority _clients = new("clients");

    public void Dispose()
    {
        _authority.Dispose();
        _clients.Dispose();
    }

    [Fact]
    public async Task Server_shows_its_certificate_with_the_intermediate_one_and_speaks_both_versions()
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true, certificate: _authority.Server("server"));
        var trusted = TrustedCertificates.Open(_authority.File, server.Files.Time);
        var accepted = new List<bool>();
        using var client = server.Client(shown: (certificate, chain) =>
            accepted.Add(trusted.Accepts(certificate, chain.ChainPolicy.ExtraStore, "127.0.0.1")));
        Assert.Equal("https", server.Address.Scheme);
        var token = $"Bearer {SecureServer.TokenOf(Role.Read)}";
        Assert.Equal(StatusCode.OK, (await Called.GrpcAsync(client, List, token)).Grpc);
        Assert.Equal(StatusCode.Unauthenticated, (await Called.GrpcAsync(client, List, null)).Grpc);
        Assert.Equal(HttpStatusCode.OK, (await Called.GetAsync(client, "/metrics", token)).Http); // HTTP/1.1
        Assert.True(accepted.Count >= 2 && accepted.TrueForAll(it => it), string.Join(' ', accepted));
    }

    [Fact]
    public async Task New_certificate_is_shown_to_new_connections_while_old_ones_go_on()
    {
        using var files = new SecretFolder();
        var first = Copy(files, _authority.Server("first"));
        await using var server = await SecureServer.StartAsync(certificate: first);
        using var old = server.Client();
        Assert.Equal(StatusCode.OK, (await Called.GrpcAsync(old, List, null)).Grpc);
        Assert.Equal("CN=first", await SubjectAsync(server));

        files.Write("tls.crt", "half a certif");
        server.Files.Wait();
        Assert.Equal("CN=first", await SubjectAsync(server));

        Copy(files, _authority.Server("second"));
        server.Files.Wait();
        Assert.Equal("CN=second", await SubjectAsync(server));
        Assert.Equal(StatusCode.OK, (await Called.GrpcAsync(old, List, null)).Grpc);
    }

    [Fact]
    public async Task Client_without_a_certificate_may_ask_for_health_and_nothing_else()
    {
        await using var server = await SecureServer.StartAsync(
            certificate: _authority.Server("server"), clientAuthority: _clients.File);
        using var without = server.Client();
        foreach (var (method, access) in AccessRules.All)
        {
            var isPage = method is "/healthz" or "/readyz" or "/metrics";
            var called = isPage ? await Called.GetAsync(without, method, null) : await Called.GrpcAsync(without, method, null);
            Assert.Equal((access == Access.Anyone, method), (called.IsLetThrough, method));
            if (!called.IsLetThrough)
                Assert.Contains("a client certificate is needed", called.Message, StringComparison.Ordinal);
        }

        using var with = server.Client(_clients.Client("ops"));
        Assert.Equal(StatusCode.OK, (await Called.GrpcAsync(with, List, null)).Grpc);
        Assert.Equal(HttpStatusCode.OK, (await Called.GetAsync(with, "/metrics", null)).Http);
    }

    [Fact]
    public async Task Client_certificate_that_is_not_trusted_does_not_get_through_the_handshake()
    {
        using var strangers = new CertificateAuthority("clients");
        await using var server = await SecureServer.StartAsync(
            certificate: _authority.Server("server"), clientAuthority: _clients.File);
        var now = server.Files.Time.GetUtcNow();
        PemFiles[] bad =
        [
            strangers.Client("stranger"), _clients.Client("expired", now.AddDays(-9), now.AddDays(-1)),
            _clients.Client("early", now.AddDays(1), now.AddDays(9)), _clients.Server("a-server"),
        ];
        foreach (var own in bad)
        {
            using var client = server.Client(own);
            await Assert.ThrowsAsync<HttpRequestException>(() => Called.GetAsync(client, "/healthz", null));
        }

        using var good = server.Client(_clients.Client("good", now.AddDays(-1), now.AddDays(1)));
        Assert.Equal(HttpStatusCode.OK, (await Called.GetAsync(good, "/metrics", null)).Http);
    }

    [Fact]
    public async Task Where_both_are_asked_for_a_certificate_does_not_stand_in_for_a_token_nor_the_reverse()
    {
        await using var server = await SecureServer.StartAsync(
            hasTokens: true, certificate: _authority.Server("server"), clientAuthority: _clients.File);
        using var with = server.Client(_clients.Client("ops"));
        using var without = server.Client();
        var token = $"Bearer {SecureServer.TokenOf(Role.Read)}";
        Assert.Equal(StatusCode.Unauthenticated, (await Called.GrpcAsync(with, List, null)).Grpc);
        Assert.Equal(StatusCode.Unauthenticated, (await Called.GrpcAsync(without, List, token)).Grpc);
        Assert.Equal(StatusCode.OK, (await Called.GrpcAsync(with, List, token)).Grpc);
    }

    [Fact]
    public async Task Client_that_speaks_TLS_to_a_plain_port_is_cut_off()
    {
        await using var server = await SecureServer.StartAsync();
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Server.Bound, Stop);
        await using var tls = new SslStream(tcp.GetStream(), false, (_, _, _, _) => true);
        var failure = await Assert.ThrowsAnyAsync<Exception>(
            () => tls.AuthenticateAsClientAsync("localhost").WaitAsync(SecureServer.Limit, Stop));
        Assert.True(failure is AuthenticationException or IOException, failure.ToString());
        using var still = server.Client();
        Assert.Equal(HttpStatusCode.OK, (await Called.GetAsync(still, "/healthz", null)).Http);
    }

    [Theory]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: here\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    public async Task Client_that_speaks_plainly_to_a_TLS_port_gets_nothing(string said)
    {
        await using var server = await SecureServer.StartAsync(certificate: _authority.Server("server"));
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Server.Bound, Stop);
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(said), Stop);
        var heard = new MemoryStream();
        try
        {
            await tcp.GetStream().CopyToAsync(heard, Stop).WaitAsync(SecureServer.Limit, Stop);
        }
        catch (IOException)
        {
            // It was reset.
        }

        Assert.DoesNotContain("HTTP", Encoding.ASCII.GetString(heard.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_versions_of_TLS_are_refused()
    {
        await using var server = await SecureServer.StartAsync(certificate: _authority.Server("server"));
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Server.Bound, Stop);
        await using var tls = new SslStream(tcp.GetStream(), false, (_, _, _, _) => true);
#pragma warning disable SYSLIB0039, CA5397 // it is what must be refused
        var old = new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = SslProtocols.Tls11 };
#pragma warning restore SYSLIB0039, CA5397
        await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(old, Stop));
    }

    [Fact]
    public async Task Calls_and_streams_of_a_channel_go_through_with_certificate_and_token()
    {
        await using var server = await SecureServer.StartAsync(
            hasTokens: true, certificate: _authority.Server("server"), clientAuthority: _clients.File);
        using var channel = server.Channel(SecureServer.TokenOf(Role.Submit), _clients.Client("ops"));
        var sweeps = new Wire.Sweeps.SweepsClient(channel);
        Assert.Empty((await sweeps.ListAsync(new(), cancellationToken: Stop)).Sweeps);
        var refused = await Assert.ThrowsAsync<RpcException>(
            async () => await sweeps.CancelAsync(new() { Sweep = "x" }, cancellationToken: Stop));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        Assert.Contains("needs the role admin", refused.Status.Detail, StringComparison.Ordinal);
        var workers = new Wire.Workers.WorkersClient(channel);
        using var attach = workers.Attach(cancellationToken: Stop);
        var denied = await Assert.ThrowsAsync<RpcException>(() => attach.ResponseStream.MoveNext(Stop));
        Assert.Equal(StatusCode.PermissionDenied, denied.StatusCode);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static PemFiles Copy(SecretFolder folder, PemFiles files) => new(
        folder.Write("tls.crt", File.ReadAllText(files.Certificate)),
        folder.Write("tls.key", File.ReadAllText(files.Key)));

    private static async Task<string> SubjectAsync(SecureServer server)
    {
        var subject = "";
        using var client = server.Client(shown: (certificate, _) => subject = certificate.Subject);
        Assert.Equal(HttpStatusCode.OK, (await Called.GetAsync(client, "/healthz", null)).Http);
        return subject;
    }
}
