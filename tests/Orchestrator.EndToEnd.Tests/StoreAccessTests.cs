using Orchestrator.TestKit.Certificates;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>A database that asks for a password and takes nothing but TLS, as clusters have them.</summary>
public sealed class StoreAccessTests
{
    private const string Password = "correct-horse-battery";

    [Fact]
    public async Task Store_by_environment_with_its_password_elsewhere_and_a_verified_certificate()
    {
        using var authority = new CertificateAuthority();
        await using var server = await PostgresServer.StartAsync(new PostgresServerOptions
        {
            Password = Password,
            Tls = authority.Server("postgres", "localhost"),
        });
        using var workspace = new Workspace();
        var verified = $"postgres://postgres@localhost:{server.Port}/postgres"
            + $"?sslmode=verify-full&sslrootcert={Uri.EscapeDataString(authority.File)}";
        var sweep = workspace.Write("s.yaml",
            "name: s", "dataset: iris", "fractions: 1", "boosts: 0", "models: [knn, gaussian-nb]", "seeds: 2");
        var passfile = workspace.Write("passfile", $"localhost:{server.Port}:*:postgres:{Password}");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(passfile, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var run = await AskAsync(verified, [("PGPASSWORD", Password)], "run", sweep, "--quiet");
        run.Expect(0);
        Assert.DoesNotContain(Password, run.Out + run.Error);
        Assert.Matches(@"s +2\d{3}-.* 4 +4 +0\n", (await AskAsync(verified, [("PGPASSFILE", passfile)], "list")).Expect(0).Out);

        // Without the password, with a wrong one, with a name or an authority that the certificate does not have.
        Assert.NotEqual(0, (await AskAsync(verified, [], "list")).Code);
        var wrong = await AskAsync(verified, [("PGPASSWORD", "wrong-one")], "list");
        wrong.Expect(4);
        Assert.DoesNotContain("wrong-one", wrong.Error);
        (await AskAsync(verified.Replace("@localhost", "@127.0.0.1"), [("PGPASSWORD", Password)], "list")).Expect(4);
        using var other = new CertificateAuthority("another authority");
        (await AskAsync(
            verified.Replace(Uri.EscapeDataString(authority.File), Uri.EscapeDataString(other.File)),
            [("PGPASSWORD", Password)], "list")).Expect(4);
        (await AskAsync(verified.Replace("verify-full", "disable"), [("PGPASSWORD", Password)], "list")).Expect(4);
    }

    private static async Task<ProcessResult> AskAsync(
        string store, (string Name, string Value)[] environment, params string[] command)
    {
        var variables = environment.ToDictionary(v => v.Name, v => v.Value);
        variables["ORCHESTRATOR_STORE"] = store;
        using var process = OrchestratorProcess.Start(variables, command);
        return await process.EndAsync();
    }
}
