using System.Net;
using Grpc.Core;
using Orchestrator.Host.Security;

namespace Orchestrator.Host.Tests.Security;

/// <summary>Who is let through with which token, over the wire.</summary>
public sealed class TokenAccessTests
{
    private const string Get = "/orchestrator.v1.Sweeps/Get";
    private static readonly string[] Pages = ["/healthz", "/readyz", "/metrics"];

    [Fact]
    public async Task Each_method_is_open_to_the_roles_of_its_rule_and_to_nobody_else()
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true);
        using var client = server.Client();
        foreach (var (method, access) in AccessRules.All)
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var called = await CallAsync(client, method, $"Bearer {SecureServer.TokenOf(role)}");
                Assert.True(AccessRules.Allows(role, access) == called.IsLetThrough, $"{role} at {method}: {called}");
                if (!called.IsLetThrough)
                    AssertForbidden(called, method, role);
            }

            foreach (var wrong in (string?[])[null, "Bearer wrong-token-of-a-test", $"Basic {SecureServer.TokenOf(Role.Admin)}"])
            {
                var called = await CallAsync(client, method, wrong);
                Assert.True((access == Access.Anyone) == called.IsLetThrough, $"{wrong} at {method}: {called}");
                if (!called.IsLetThrough)
                    AssertUnknown(called);
            }
        }
    }

    [Fact]
    public async Task Token_that_is_not_sent_as_it_must_be_is_not_taken()
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true);
        using var client = server.Client();
        var token = SecureServer.TokenOf(Role.Admin);
        foreach (var header in (string[])["", "Bearer", "Bearer ", token, $"Bearer  {token}", $"Bearer {token} ", $"Bearer {token}x",
            $"Bearer {token[..^1]}", $"Bearer {token.ToUpperInvariant()}", $"Token {token}", $"Bearer {token},Bearer {token}",
            $"Bearer {new string('x', 20_000)}"])
        {
            Assert.False((await Called.GrpcAsync(client, Get, header)).IsLetThrough, header);
        }

        using var twice = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative));
        twice.Headers.TryAddWithoutValidation("authorization", [$"Bearer {token}", "Bearer other-token-of-a-test"]);
        using var answer = await client.SendAsync(twice, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.True((await Called.GrpcAsync(client, Get, $"bearer {token}")).IsLetThrough);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("access_token")]
    [InlineData("authorization")]
    [InlineData("Authorization")]
    public async Task Token_in_the_query_is_not_taken(string name)
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true);
        using var client = server.Client();
        var query = $"?{name}={SecureServer.TokenOf(Role.Admin)}";
        AssertUnknown(await Called.GrpcAsync(client, Get + query, null));
        AssertUnknown(await Called.GetAsync(client, "/metrics" + query, null));
    }

    [Fact]
    public async Task Method_is_guarded_however_its_path_is_written()
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true);
        using var client = server.Client();
        var read = $"Bearer {SecureServer.TokenOf(Role.Read)}";
        foreach (var path in (string[])["/orchestrator.v1.sweeps/cancel", "/ORCHESTRATOR.V1.SWEEPS/CANCEL",
            "//orchestrator.v1.Sweeps/Cancel", "/orchestrator.v1.Sweeps/Cancel/",
            "/orchestrator.v1.Sweeps/%43ancel", "/./orchestrator.v1.Sweeps/Cancel"])
        {
            Assert.False((await Called.GrpcAsync(client, path, null)).IsLetThrough, path);
            var called = await Called.GrpcAsync(client, path, read);
            Assert.True(called.Grpc is StatusCode.PermissionDenied or StatusCode.Unimplemented
                || called.Http == HttpStatusCode.NotFound, $"{path}: {called}");
        }

        foreach (var path in (string[])["/METRICS", "/metrics/", "/%6Detrics"])
            Assert.Equal(HttpStatusCode.Unauthorized, (await Called.GetAsync(client, path, null)).Http);
    }

    [Fact]
    public async Task What_is_not_there_is_told_only_to_those_who_are_known()
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true);
        using var client = server.Client();
        var worker = $"Bearer {SecureServer.TokenOf(Role.Worker)}";
        foreach (var path in (string[])["/orchestrator.v1.Sweeps/Fly", "/orchestrator.v2.Sweeps/Get"])
        {
            AssertUnknown(await Called.GrpcAsync(client, path, null));
            Assert.Equal(StatusCode.Unimplemented, (await Called.GrpcAsync(client, path, worker)).Grpc);
        }

        AssertUnknown(await Called.GetAsync(client, "/elsewhere", null));
        Assert.Equal(HttpStatusCode.NotFound, (await Called.GetAsync(client, "/elsewhere", worker)).Http);
    }

    [Theory]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc-web+proto")]
    [InlineData("application/grpc-web-text")]
    public async Task Browsers_are_refused_in_their_own_terms(string contentType)
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true);
        using var client = server.Client();
        var cancel = "/orchestrator.v1.Sweeps/Cancel";
        Assert.Equal(StatusCode.Unauthenticated, (await Called.GrpcAsync(client, cancel, null, contentType)).Grpc);
        var forbidden = await Called.GrpcAsync(client, cancel, $"Bearer {SecureServer.TokenOf(Role.Submit)}", contentType);
        Assert.Equal((HttpStatusCode.OK, StatusCode.PermissionDenied), (forbidden.Http, forbidden.Grpc));
        var admin = await Called.GrpcAsync(client, cancel, $"Bearer {SecureServer.TokenOf(Role.Admin)}", contentType);
        Assert.True(admin.IsLetThrough, admin.ToString());
    }

    [Fact]
    public async Task Without_tokens_and_client_certificates_everyone_is_let_through()
    {
        await using var server = await SecureServer.StartAsync();
        using var client = server.Client();
        foreach (var method in AccessRules.All.Keys)
            Assert.True((await CallAsync(client, method, null)).IsLetThrough, method);
    }

    private static Task<Called> CallAsync(HttpClient client, string method, string? authorization) =>
        Pages.Contains(method) ? Called.GetAsync(client, method, authorization) : Called.GrpcAsync(client, method, authorization);

    private static void AssertForbidden(Called called, string method, Role role)
    {
        var isPage = Pages.Contains(method);
        Assert.Equal(isPage ? HttpStatusCode.Forbidden : HttpStatusCode.OK, called.Http);
        Assert.Equal(isPage ? null : StatusCode.PermissionDenied, called.Grpc);
        Assert.Contains($"{method} needs the role ", called.Message, StringComparison.Ordinal);
        Assert.Contains($"{role}-user has the role {role.ToString().ToLowerInvariant()}", called.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("-token-of-a-test", called.Message, StringComparison.Ordinal);
    }

    private static void AssertUnknown(Called called)
    {
        Assert.True(called.Grpc == StatusCode.Unauthenticated || called.Http == HttpStatusCode.Unauthorized, called.ToString());
        if (called.Grpc is null)
            Assert.Equal("Bearer", Assert.Single(called.Headers.WwwAuthenticate).Scheme);
        Assert.Contains("authorization", called.Message.Replace("the token is not known", "authorization", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.DoesNotContain("-token-of-a-test", called.Message, StringComparison.Ordinal);
    }
}
