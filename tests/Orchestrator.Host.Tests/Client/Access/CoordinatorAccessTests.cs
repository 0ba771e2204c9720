using Grpc.Core;
using Orchestrator.Host.Client;
using Orchestrator.Host.Client.Access;
using Orchestrator.Host.Security;
using Orchestrator.Protocol.Access;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;
using Orchestrator.TestKit.Certificates;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Tests.Client.Access;

/// <summary>What goes to a coordinator, and to whom it does not go.</summary>
public sealed class CoordinatorAccessTests : IDisposable
{
    private const string Secret = "a-token-of-some-length";
    private readonly CertificateAuthority _authority = new();
    private readonly CertificateAuthority _other = new("another authority");
    private readonly ManualTimeProvider _time = new();
    private readonly StringWriter _notices = new();

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
        _notices.Dispose();
    }

    [Fact]
    public async Task Token_and_certificate_go_with_every_call_to_a_coordinator_that_is_trusted()
    {
        await using var coordinator = await ServeAsync(_authority.Server("server"), _authority.File);
        coordinator.Give("Get", new Wire.Sweep { Id = "a" });
        coordinator.Give("Watch", new Wire.SweepProgress { SweepId = "a", Status = Wire.SweepStatus.Completed });
        coordinator.Give("PutBlob", new Wire.PutBlobReply());
        using var client = Client(_authority.File, _authority.Client("me"), coordinator.Address);

        await client.GetAsync("a", Stop);
        await foreach (var progress in client.WatchAsync("a", Stop))
            Assert.True(progress.IsFinished);
        await client.PutBlobAsync(Digest.Of([1]), new byte[] { 1 }, Stop);

        Assert.Equal(Enumerable.Repeat($"Bearer {Secret}", 3), coordinator.Authorizations);
        Assert.Equal(Enumerable.Repeat("CN=me", 3), coordinator.Certificates);
    }

    [Fact]
    public async Task Authority_that_is_not_trusted_is_told_at_once_and_gets_no_token()
    {
        await using var coordinator = await ServeAsync(_authority.Server("server"));
        var refused = await RefusedAsync(_other.File, coordinator.Address);
        Assert.Equal(AccessProblem.ServerCertificate, refused.Refusal.Problem);
        Assert.Contains("signed by CN=test authority, which is not trusted", refused.Message);
        Assert.Empty(coordinator.Calls);
    }

    [Fact]
    public async Task Authority_that_the_system_does_not_know_is_told_where_none_is_named()
    {
        await using var coordinator = await ServeAsync(_authority.Server("server"));
        var refused = await RefusedAsync(null, coordinator.Address);
        Assert.Equal(AccessProblem.ServerCertificate, refused.Refusal.Problem);
        Assert.Empty(coordinator.Calls);
    }

    [Fact]
    public async Task Certificate_of_another_name_is_told_with_the_names_that_it_has()
    {
        await using var coordinator = await ServeAsync(_authority.Server("server", "coordinator.example", "10.1.2.3"));
        var refused = await RefusedAsync(_authority.File, coordinator.Address);
        Assert.Contains("not for 127.0.0.1 but for coordinator.example, 10.1.2.3", refused.Message);
        Assert.Empty(coordinator.Calls);
    }

    [Fact]
    public async Task Certificate_that_has_expired_is_told_with_the_day()
    {
        var until = new DateTimeOffset(2020, 2, 29, 12, 0, 0, TimeSpan.Zero);
        await using var coordinator = await ServeAsync(_authority.Server("server", until.AddYears(-1), until));
        var refused = await RefusedAsync(_authority.File, coordinator.Address);
        Assert.Contains("expired on 2020-02-29 12:00 UTC", refused.Message);
        Assert.Empty(coordinator.Calls);
    }

    [Fact]
    public async Task Client_certificate_of_an_authority_that_the_coordinator_does_not_trust_is_told_at_once()
    {
        await using var coordinator = await ServeAsync(_authority.Server("server"), _authority.File);
        using var client = Client(_authority.File, _other.Client("stranger"), coordinator.Address);
        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => client.GetAsync("a", Stop));
        Assert.Equal(AccessProblem.ClientCertificate, refused.Refusal.Problem);
        Assert.Empty(coordinator.Calls);
    }

    [Fact]
    public async Task Address_without_TLS_of_a_coordinator_with_TLS_is_told_and_the_reverse()
    {
        await using var secure = await ServeAsync(_authority.Server("server"));
        var expected = await RefusedAsync(_authority.File, new Uri($"http://{secure.Address.Authority}"));
        Assert.Equal(AccessProblem.TlsExpected, expected.Refusal.Problem);

        await using var plain = await FakeCoordinator.StartAsync();
        var missing = await RefusedAsync(_authority.File, new Uri($"https://{plain.Address.Authority}"));
        Assert.Equal(AccessProblem.TlsMissing, missing.Refusal.Problem);
        Assert.Empty(plain.Calls);
    }

    [Fact]
    public async Task Leader_without_TLS_that_a_coordinator_with_TLS_names_is_not_followed()
    {
        await using var plain = await FakeCoordinator.StartAsync();
        await using var secure = await ServeAsync(_authority.Server("server"));
        secure.Refuse("Get", StatusCode.Unavailable, "stands by", plain.Address);
        var refused = await RefusedAsync(_authority.File, secure.Address);
        Assert.Equal(AccessProblem.LeaderUnprotected, refused.Refusal.Problem);
        Assert.Contains(plain.Address.Authority, refused.Message);
        Assert.Empty(plain.Calls);
    }

    [Fact]
    public async Task Leader_on_another_machine_without_TLS_gets_no_token()
    {
        await using var here = await FakeCoordinator.StartAsync();
        here.Refuse("Get", StatusCode.Unavailable, "stands by", new Uri("http://192.0.2.1:5080"));
        var refused = await RefusedAsync(null, here.Address);
        Assert.Equal(AccessProblem.TokenUnprotected, refused.Refusal.Problem);
    }

    [Fact]
    public async Task Coordinator_that_cannot_be_used_is_passed_over_where_there_is_another()
    {
        await using var strange = await ServeAsync(_other.Server("server"));
        await using var known = await ServeAsync(_authority.Server("server"));
        known.Give("Get", new Wire.Sweep { Id = "a" });
        using var client = Client(_authority.File, null, strange.Address, known.Address);
        Assert.Equal("a", (await client.GetAsync("a", Stop)).Id);
        Assert.Empty(strange.Calls);
    }

    [Fact]
    public async Task Files_that_change_count_from_the_next_call_on()
    {
        await using var coordinator = await ServeAsync(_authority.Server("server"), _authority.File);
        coordinator.Give("Get", new Wire.Sweep { Id = "a" });
        coordinator.Give("Get", new Wire.Sweep { Id = "a" });
        var token = Path.Combine(_authority.Folder, "token");
        await File.WriteAllTextAsync(token, "the-first-token-of-two\n", Stop);
        var mine = _authority.Client("before");
        var file = TokenFile.Open(token, _time);
        using var client = Client(
            new CoordinatorAccess
            {
                Time = _time,
                Authorities = TrustedCertificates.Open(_authority.File, _time),
                Certificate = CertificateFiles.Open(mine.Certificate, mine.Key, _time),
                Token = () => file.Current,
            },
            coordinator.Address);
        await client.GetAsync("a", Stop);

        await File.WriteAllTextAsync(token, "the-second-token-of-both\n", Stop);
        var next = _authority.Client("afterwards");
        File.Move(next.Key, mine.Key, overwrite: true);
        File.Move(next.Certificate, mine.Certificate, overwrite: true);
        _time.Advance(TimeSpan.FromMinutes(1));
        await client.GetAsync("a", Stop);

        Assert.Equal(["Bearer the-first-token-of-two", "Bearer the-second-token-of-both"], coordinator.Authorizations);
        Assert.Equal(["CN=before", "CN=afterwards"], coordinator.Certificates);
    }

    [Theory]
    [InlineData("http://10.0.0.5:5080", false)]
    [InlineData("http://coordinator:5080", false)]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("https://10.0.0.5:5080", true)]
    public void Token_goes_to_other_machines_over_TLS_alone(string address, bool mayGo)
    {
        using var access = Access(null, null);
        Assert.Equal(mayGo, access.Objection(new Uri(address)) is null);
        using var handler = new SocketsHttpHandler();
        if (!mayGo)
            Assert.Throws<AccessRefusedException>(() => access.Open(new Uri(address), handler, new()));
        using var allowed = new CoordinatorAccess { Time = _time, Token = () => Secret, AllowsPlainToken = true };
        Assert.Null(allowed.Objection(new Uri(address)));
        using var without = new CoordinatorAccess { Time = _time };
        Assert.Null(without.Objection(new Uri(address)));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task<FakeCoordinator> ServeAsync(PemFiles certificate, string? clients = null) =>
        FakeCoordinator.StartAsync(0, certificate, clients);

    private async Task<AccessRefusedException> RefusedAsync(string? authority, Uri address)
    {
        using var client = Client(authority, null, address);
        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => client.GetAsync("a", Stop));
        Assert.DoesNotContain(Secret, refused.ToString());
        return refused;
    }

    private CoordinatorClient Client(string? authority, PemFiles? mine, params Uri[] addresses) =>
        Client(Access(authority, mine), addresses);

    private CoordinatorClient Client(CoordinatorAccess access, params Uri[] addresses) =>
        new(new CoordinatorLink(addresses, access, TimeProvider.System, _notices));

    private CoordinatorAccess Access(string? authority, PemFiles? mine) => new()
    {
        Time = _time,
        Authorities = authority is null ? null : TrustedCertificates.Open(authority, _time),
        Certificate = mine is null ? null : CertificateFiles.Open(mine.Certificate, mine.Key, _time),
        Token = () => Secret,
    };
}
