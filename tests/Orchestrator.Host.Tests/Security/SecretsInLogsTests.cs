using System.Net;
using Orchestrator.Host.Security;
using Orchestrator.TestKit.Certificates;

namespace Orchestrator.Host.Tests.Security;

/// <summary>No token is ever written anywhere, whatever is tried with it and however much is logged.</summary>
public sealed class SecretsInLogsTests
{
    private const string Secret = "-token-of-a-test";

    [Fact]
    public async Task No_log_line_and_no_answer_has_a_token()
    {
        using var authority = new CertificateAuthority();
        using var logs = new KeptLogs();
        var answers = new List<string>();
        await using (var server = await SecureServer.StartAsync(
            hasTokens: true, certificate: authority.Server("server"), logs: logs))
        {
            using var client = server.Client();
            foreach (var method in AccessRules.All.Keys)
            {
                foreach (var header in (string?[])[$"Bearer wrong{Secret}", $"Basic basic{Secret}", $"raw{Secret}",
                    .. Enum.GetValues<Role>().Select(role => $"Bearer {SecureServer.TokenOf(role)}")])
                {
                    var isPage = method is "/healthz" or "/readyz" or "/metrics";
                    answers.Add((isPage ? await Called.GetAsync(client, method, header)
                        : await Called.GrpcAsync(client, method, header)).ToString());
                }
            }

            await BreakAsync(server, $"{SecureServer.TokenLines(Role.Read)}\nnew worker short{Secret[^4..]}\nadmin{Secret} admin x");
            await BreakAsync(server, $"{SecureServer.TokenLines(Role.Read)}\nme admin admin{Secret} twice{Secret}");
            await BreakAsync(server, $"{SecureServer.TokenLines(Role.Read)}\nother admin {SecureServer.TokenOf(Role.Read)}");
            server.Files.Write("tokens", SecureServer.TokenLines(Role.Read, Role.Admin));
            server.Files.Wait();
            await Called.GetAsync(client, "/metrics", $"Bearer {SecureServer.TokenOf(Role.Submit)}");
        }

        Assert.Contains(logs.Lines, line => line.Contains(" 2201 Refused ", StringComparison.Ordinal));
        Assert.Equal(3, logs.Lines.Count(line => line.Contains(" 2204 The new --tokens cannot be used", StringComparison.Ordinal)));
        Assert.Contains(logs.Lines, line => line.Contains(" 2203 The new --tokens is in force", StringComparison.Ordinal));
        Assert.Contains(logs.Lines, line => line.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(answers, answer => answer.Contains(Secret, StringComparison.Ordinal));

        async Task BreakAsync(SecureServer server, string text)
        {
            using var client = server.Client();
            server.Files.Write("tokens", text);
            server.Files.Wait();
            Assert.Equal(HttpStatusCode.OK,
                (await Called.GetAsync(client, "/metrics", $"Bearer {SecureServer.TokenOf(Role.Read)}")).Http);
        }
    }

    [Fact]
    public async Task Token_in_a_query_or_a_path_is_in_no_line_that_the_program_lets_through()
    {
        using var logs = new KeptLogs { KeepsOnlyWhatPasses = true };
        await using (var server = await SecureServer.StartAsync(hasTokens: true, logs: logs))
        {
            using var client = server.Client();
            // ASP.NET's lines of requests, which have the query, are not let through.
            foreach (var path in (string[])[$"/path{Secret}", $"/metrics?token={SecureServer.TokenOf(Role.Admin)}"])
            {
                Assert.Equal(HttpStatusCode.Unauthorized, (await Called.GetAsync(client, path, null)).Http);
                Assert.False((await Called.GrpcAsync(client, path, null)).IsLetThrough);
            }

            await Called.GrpcAsync(client, $"/orchestrator.v1.Sweeps/Get?token={SecureServer.TokenOf(Role.Admin)}", null);
        }

        Assert.Contains(logs.Lines, line => line.Contains("Refused (unknown) to 127.0.0.1", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.Contains(Secret, StringComparison.Ordinal)
            && !line.Contains($" scope RequestPath:/path{Secret} ", StringComparison.Ordinal));
    }
}
