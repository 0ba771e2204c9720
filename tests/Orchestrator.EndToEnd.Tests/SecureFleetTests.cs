using Orchestrator.TestKit.Certificates;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>TLS, client certificates and tokens with roles, on processes as users start them.</summary>
public sealed class SecureFleetTests : IDisposable
{
    private const int Refused = 6;

    private static readonly string[] Iris =
        ["name: flowers", "dataset: iris", "fractions: [0.5, 1]", "boosts: [0, 0.5]", "generators: {dcgan: {epochs: 3}}",
            "models: [gaussian-nb, knn]", "seeds: 2"];

    private SecureFleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Sweep_over_TLS_with_tokens_gives_the_bytes_of_run_and_no_token_is_seen()
    {
        var sweep = _fleet.Workspace.Write("flowers.yaml", Iris);
        using var alone = new Workspace();
        var expected = await alone.RunAndExportAsync(alone.Write("flowers.yaml", Iris), "flowers", slots: 1);
        var coordinator = await _fleet.ServeAsync();
        var one = _fleet.Work(
            ["ORCHESTRATOR_TOKEN", SecureFleet.TokenOf("worker")], "one",
            [.. _fleet.Certified(), "--listen", "127.0.0.1:0", "--certificate", _fleet.Server.Certificate, "--key",
                _fleet.Server.Key, "--client-ca", _fleet.Authority.File]);
        var port = "";
        Assert.True(await one.SeesAsync(line => (port = PortOf(line)).Length > 0), one.Said);
        var two = _fleet.Work("two", _fleet.Access("worker"));
        foreach (var worker in (OrchestratorProcess[])[one, two])
            Assert.True(await worker.SeesAsync(IsAttached), worker.Said);

        var submit = (await AsAsync("submit", "submit", sweep, "--watch")).Expect(0);
        Assert.Contains("16 of 16 trials completed, 0 failed", submit.Out);
        Assert.Equal(expected, (await AsAsync("read", "results", "flowers", "--format", "csv")).Expect(0).Out);
        Assert.Contains("is completed", (await AsAsync("admin", "retry", "flowers")).Expect(0).Out);
        Assert.Matches("(?m)^one .* working$", (await AsAsync("read", "workers")).Expect(0).Out);

        (await _fleet.AskAsync("health", "--at", $"https://{_fleet.Address.Authority}", "--ca", _fleet.Authority.File,
            "--ready")).Expect(0);
        (await _fleet.AskAsync("health", "--at", port, "--ca", _fleet.Authority.File, "--ready")).Expect(0);
        (await _fleet.AskAsync("health", "--at", port)).Expect(5);
        Assert.NotEmpty(Slots(one));
        foreach (var slot in Slots(one))
            Assert.DoesNotContain(SecureFleet.TokenOf("worker"), await File.ReadAllTextAsync($"/proc/{slot}/environ", Stop));
        foreach (var process in (OrchestratorProcess[])[one, two, coordinator])
        {
            process.Signal(OrchestratorProcess.Terminate);
            (await process.EndAsync()).Expect(0);
        }

        NoTokenIsSeen();
    }

    [Fact]
    public async Task Who_lacks_a_token_a_role_or_a_certificate_is_refused_and_told_what_to_set()
    {
        var sweep = _fleet.Workspace.Write("flowers.yaml", Iris);
        await _fleet.ServeAsync();
        var none = (await _fleet.AskAsync("submit", [sweep, .. _fleet.Certified()])).Expect(Refused);
        Assert.Contains("--token-file", none.Error);
        var unknown = (await _fleet.AskAsync(
            ["ORCHESTRATOR_TOKEN", "a-token-of-nobody-at-all"], "submit", [sweep, .. _fleet.Certified()])).Expect(Refused);
        Assert.Contains("not known", unknown.Error);
        foreach (var role in (string[])["read", "worker"])
            Assert.Contains("role", (await AsAsync(role, "submit", sweep)).Expect(Refused).Error);
        Assert.Contains("role", (await AsAsync("submit", "cancel", "flowers")).Expect(Refused).Error);
        Assert.Contains("role", (await AsAsync("worker", "list")).Expect(Refused).Error);
        var bare = (await _fleet.AskAsync(
            "list", [.. _fleet.Trusting(), "--token-file", _fleet.TokenFile("admin")])).Expect(Refused);
        Assert.Contains("--client-certificate", bare.Error);
        using var other = new CertificateAuthority("another authority");
        var stranger = other.Client("stranger");
        var wrong = (await _fleet.AskAsync("list", [.. _fleet.Trusting(), "--token-file", _fleet.TokenFile("admin"),
            "--client-certificate", stranger.Certificate, "--client-key", stranger.Key])).Expect(Refused);
        Assert.Contains("--client-certificate", wrong.Error);
        (await AsAsync("read", "list")).Expect(0);
        NoTokenIsSeen();
    }

    [Fact]
    public async Task Coordinator_that_is_not_who_it_should_be_gets_nothing()
    {
        _fleet.Dispose();
        _fleet = new SecureFleet("localhost");
        await _fleet.ServeAsync();
        using var other = new CertificateAuthority("another authority");
        string[] mine =
            ["--client-certificate", _fleet.Mine.Certificate, "--client-key", _fleet.Mine.Key, "--token-file",
                _fleet.TokenFile("read")];
        (await _fleet.AskAsync("list",
            ["--coordinator", _fleet.Url("https", "localhost"), "--ca", _fleet.Authority.File, .. mine])).Expect(0);
        var untrusted = (await _fleet.AskAsync(
            "list", ["--coordinator", _fleet.Url("https", "localhost"), "--ca", other.File, .. mine])).Expect(Refused);
        Assert.Contains("which is not trusted", untrusted.Error);
        Assert.Contains("--ca", untrusted.Error);
        var byTheSystem = (await _fleet.AskAsync(
            "list", ["--coordinator", _fleet.Url("https", "localhost"), .. mine])).Expect(Refused);
        Assert.Contains("--ca", byTheSystem.Error);
        var name = (await _fleet.AskAsync("list",
            ["--coordinator", _fleet.Url("https", "127.0.0.1"), "--ca", _fleet.Authority.File, .. mine])).Expect(Refused);
        Assert.Contains("its certificate is not for 127.0.0.1 but for localhost", name.Error);
        (await _fleet.AskAsync("health", "--at", _fleet.Url("https", "127.0.0.1"), "--ca", _fleet.Authority.File)).Expect(5);
        (await _fleet.AskAsync("health", "--at", _fleet.Url("https", "127.0.0.1"), "--ca", _fleet.Authority.File,
            "--server-name", "localhost")).Expect(0);
        var plain = (await _fleet.AskAsync(
            "list", ["--coordinator", _fleet.Url("http", "127.0.0.1"), .. mine])).Expect(Refused);
        Assert.Contains("ask for https://", plain.Error);
        NoTokenIsSeen();
    }

    [Fact]
    public async Task Worker_that_is_refused_at_first_ends_and_one_that_was_attached_comes_back()
    {
        await _fleet.ServeAsync();
        foreach (var role in (string[])["read", "submit"])
        {
            var refused = await _fleet.AskAsync(
                "work", ["--slots", "1", "--cache", _fleet.Workspace.PathOf("cache"), .. _fleet.Access(role)]);
            Assert.Contains("role", refused.Expect(Refused).Error);
        }

        var worker = _fleet.Work("one", _fleet.Access("worker"));
        Assert.True(await worker.SeesAsync(IsAttached), worker.Said);
        _fleet.WriteTokens(["read"]);
        Assert.True(
            await worker.SeesAsync(line => line.Contains("refused by", StringComparison.Ordinal)), worker.Said);
        _fleet.WriteTokens(SecureFleet.Roles);
        Assert.True(await worker.SeesAsync(IsAttached), worker.Said);
        NoTokenIsSeen();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // "Metrics and health: https://127.0.0.1:40123/metrics, …"
    private static string PortOf(string line) => line.StartsWith("Metrics and health: ", StringComparison.Ordinal)
        ? new Uri(line.Split(' ')[3].TrimEnd(',')).GetLeftPart(UriPartial.Authority) : "";

    private static bool IsAttached(string line) => line.Contains("attached to", StringComparison.Ordinal);

    // The processes that a worker has started for its slots, by whichever of its threads.
    private static IReadOnlyList<int> Slots(OrchestratorProcess worker) =>
        [.. Directory.GetDirectories($"/proc/{worker.Id}/task")
            .SelectMany(thread => File.ReadAllText($"{thread}/children")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(int.Parse)];

    private Task<ProcessResult> AsAsync(string role, string command, params string[] args) =>
        _fleet.AskAsync(command, [.. args, .. _fleet.Access(role)]);

    private void NoTokenIsSeen()
    {
        foreach (var role in SecureFleet.Roles)
            Assert.DoesNotContain(SecureFleet.TokenOf(role), _fleet.Seen);
    }
}
