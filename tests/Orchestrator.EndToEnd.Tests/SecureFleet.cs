using System.Collections.Concurrent;
using Orchestrator.TestKit.Certificates;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>
/// A coordinator with TLS, client certificates and tokens, and who comes to it, as processes on this machine. What any
/// of them was started with and has said is kept, for a look whether a token is in it.
/// </summary>
internal sealed class SecureFleet : IDisposable
{
    private readonly List<OrchestratorProcess> _processes = [];
    private readonly ConcurrentQueue<string> _seen = [];

    /// <summary>Nothing runs yet.</summary>
    /// <param name="names">Whom the coordinator's certificate is for; localhost, 127.0.0.1 and ::1 where none is given.</param>
    public SecureFleet(params string[] names)
    {
        Server = Authority.Server("server", names);
        Mine = Authority.Client("client");
        WriteTokens(Roles);
        foreach (var role in Roles)
            File.WriteAllText(TokenFile(role), TokenOf(role) + "\n");
    }

    public static IReadOnlyList<string> Roles { get; } = ["read", "submit", "admin", "worker"];

    public Workspace Workspace { get; } = new();

    public CertificateAuthority Authority { get; } = new();

    /// <summary>What the coordinator shows.</summary>
    public PemFiles Server { get; }

    /// <summary>A certificate that the coordinator takes.</summary>
    public PemFiles Mine { get; }

    public Uri Address { get; private set; } = null!;

    /// <summary>What processes that run were started with and have said so far, and those that have ended.</summary>
    public string Seen => string.Join('\n', _seen.Concat(_processes.Select(process => process.Said)));

    private string TokensFile => Workspace.PathOf("tokens");

    public static string TokenOf(string role) => $"{role}-token-nobody-may-see";

    public string TokenFile(string role) => Workspace.PathOf($"token-{role}");

    /// <summary>Writes the file of the tokens that the coordinator takes.</summary>
    public void WriteTokens(IReadOnlyList<string> roles) =>
        File.WriteAllLines(TokensFile, roles.Select(role => $"{role}-user {role} {TokenOf(role)}"));

    /// <summary>Starts the coordinator and waits until it leads.</summary>
    public async Task<OrchestratorProcess> ServeAsync()
    {
        var process = Keep(OrchestratorProcess.Start(
            "serve", "--listen", "127.0.0.1:0", "--data", Workspace.Data, "--certificate", Server.Certificate, "--key",
            Server.Key, "--client-ca", Authority.File, "--tokens", TokensFile));
        Assert.True(await process.SeesAsync(line =>
        {
            if (line.StartsWith("  address", StringComparison.Ordinal))
                Address = new Uri(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
            return line == "This coordinator leads.";
        }), process.Said);
        return process;
    }

    /// <summary>The options of somebody with a certificate and the token of a role.</summary>
    public string[] Access(string role) => [.. Certified(), "--token-file", TokenFile(role)];

    /// <summary>The options of somebody with a certificate.</summary>
    public string[] Certified() =>
        [.. Trusting(), "--client-certificate", Mine.Certificate, "--client-key", Mine.Key];

    /// <summary>The options of somebody who trusts the coordinator.</summary>
    public string[] Trusting() => ["--coordinator", Url("https", "127.0.0.1"), "--ca", Authority.File];

    /// <summary>The coordinator's port by another scheme or name.</summary>
    public string Url(string scheme, string host) => $"{scheme}://{host}:{Address.Port}";

    /// <summary>Starts a worker of one slot with an empty cache.</summary>
    public OrchestratorProcess Work(string name, params string[] options) => Work([], name, options);

    /// <summary>The same with names and values in its environment.</summary>
    public OrchestratorProcess Work(string[] environment, string name, params string[] options) =>
        Keep(OrchestratorProcess.Start(Variables(environment),
            ["work", "--name", name, "--slots", "1", "--cache", Workspace.PathOf($"cache-{name}"), .. options]));

    /// <summary>Runs a command to its end, with names and values in its environment.</summary>
    public async Task<ProcessResult> AskAsync(string[] environment, string command, params string[] args)
    {
        using var process = OrchestratorProcess.Start(Variables(environment), [command, .. args]);
        _seen.Enqueue(CommandLineOf(process));
        var ended = await process.EndAsync();
        _seen.Enqueue($"{ended.Out}{ended.Error}");
        return ended;
    }

    /// <summary>Runs a command to its end.</summary>
    public Task<ProcessResult> AskAsync(string command, params string[] args) => AskAsync([], command, args);

    public void Dispose()
    {
        foreach (var process in _processes)
            process.Dispose();
        Authority.Dispose();
        Workspace.Dispose();
    }

    private static Dictionary<string, string> Variables(string[] environment) =>
        environment.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    private OrchestratorProcess Keep(OrchestratorProcess process)
    {
        _seen.Enqueue(CommandLineOf(process));
        _processes.Add(process);
        return process;
    }

    // What everybody on the machine can read; gone with the process.
    private static string CommandLineOf(OrchestratorProcess process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }
}
