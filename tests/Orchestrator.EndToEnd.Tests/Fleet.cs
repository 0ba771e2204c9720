using System.Net;
using System.Text.Json;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>Coordinators, workers and clients of the real program on this machine; whatever still runs is killed.</summary>
internal sealed class Fleet : IDisposable
{
    private readonly List<OrchestratorProcess> _processes = [];

    public Workspace Workspace { get; } = new();

    /// <summary>What coordinators and workers have in their environment beside this process's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where clients and workers look for coordinators, with commas.</summary>
    public string Coordinators { get; private set; } = "";

    /// <summary>Starts a coordinator and waits until it leads, or stands by.</summary>
    /// <param name="port">The port; 0 for any.</param>
    /// <param name="store">Options that say where the store is; none: the workspace's folder.</param>
    public async Task<FleetCoordinator> ServeAsync(int port = 0, params string[] store)
    {
        var process = Start([
            "serve", "--listen", $"127.0.0.1:{port}", "--silence", "6",
            .. store.Length > 0 ? store : ["--data", Workspace.Data]]);
        var address = "";
        var leads = false;
        var isReady = await process.SeesAsync(line =>
        {
            if (line.StartsWith("  address", StringComparison.Ordinal))
                address = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            leads = line == "This coordinator leads.";
            return leads || line.StartsWith("This coordinator stands by", StringComparison.Ordinal);
        });
        if (!isReady)
            Assert.Fail($"the coordinator ended before it was ready: {(await process.EndAsync()).Error}");
        if (!Coordinators.Split(',').Contains(address))
            Coordinators = Coordinators.Length == 0 ? address : $"{Coordinators},{address}";
        return new FleetCoordinator(process, new Uri(address), leads);
    }

    /// <summary>Starts a worker of one slot, with an empty cache, and waits until it is attached.</summary>
    public async Task<OrchestratorProcess> WorkAsync(string name, params string[] options)
    {
        var process = StartWorker(name, options);
        await AttachedAsync(process, name);
        return process;
    }

    /// <summary>Starts a worker whose slot is killed whenever it comes to the trial that ends the sweep's name.</summary>
    public OrchestratorProcess WorkWithPoison(string name) => Keep(OrchestratorProcess.StartOther(
        "Orchestrator.Worker.SlotProgram", "work", name, Coordinators, Workspace.PathOf($"cache-{name}")));

    /// <summary>The same for a worker that listens; gives also where.</summary>
    public async Task<(OrchestratorProcess Process, Uri Address)> WorkListeningAsync(string name)
    {
        const string Says = "Metrics and health: ";
        var process = StartWorker(name, ["--listen", "127.0.0.1:0"]);
        Uri? address = null;
        await process.SeesAsync(line =>
        {
            if (line.StartsWith(Says, StringComparison.Ordinal))
                address = new Uri(new Uri(line[Says.Length..].Split(',')[0]), "/");
            return address is not null;
        });
        await AttachedAsync(process, name);
        return (process, address!);
    }

    /// <summary>Submits a sweep and returns its id.</summary>
    public async Task<string> SubmitAsync(string sweep, params string[] options) =>
        (await AskAsync("submit", [sweep, "--quiet", .. options])).Expect(0).Out.Trim();

    /// <summary>Runs a client's command to its end.</summary>
    public Task<ProcessResult> AskAsync(string command, params string[] args) =>
        OrchestratorProcess.RunAsync([command, .. args, "--coordinator", Coordinators]);

    /// <summary>Watches a sweep; its lines are JSON.</summary>
    public OrchestratorProcess Watch(string sweep) => Start(["watch", sweep, "--json", "--coordinator", Coordinators]);

    /// <summary>The results that the coordinator streams.</summary>
    public async Task<string> ResultsAsync(string sweep, string format = "csv") =>
        (await AskAsync("results", sweep, "--format", format)).Expect(0).Out;

    public void Dispose()
    {
        foreach (var process in _processes)
            process.Dispose();
        Workspace.Dispose();
    }

    /// <summary>Waits until so many trials of a watched sweep are completed.</summary>
    public static async Task CompletedAsync(OrchestratorProcess watch, long trials) => Assert.True(
        await watch.SeesAsync(line =>
            JsonDocument.Parse(line).RootElement.GetProperty("completed").GetInt64() >= trials),
        $"the watch ended before {trials} trials were completed");

    private static async Task AttachedAsync(OrchestratorProcess worker, string name) => Assert.True(
        await worker.SeesAsync(line => line.Contains("attached to", StringComparison.Ordinal)),
        $"worker {name} ended before it was attached");

    private OrchestratorProcess StartWorker(string name, string[] options) => Start([
        "work", "--coordinator", Coordinators, "--name", name, "--slots", "1", "--cache",
        Workspace.PathOf($"cache-{name}"), .. options]);

    private OrchestratorProcess Start(string[] args) => Keep(OrchestratorProcess.Start(Environment, args));

    private OrchestratorProcess Keep(OrchestratorProcess process)
    {
        _processes.Add(process);
        return process;
    }
}

/// <summary>A coordinator that runs.</summary>
internal sealed record FleetCoordinator(OrchestratorProcess Process, Uri Address, bool Leads)
{
    /// <summary>What it answers to a plain request: status and text.</summary>
    public Task<(HttpStatusCode Status, string Text)> GetAsync(string path) => Http.GetAsync(Address, path);

    /// <summary>Waits until it says that it leads, from now on; false where it ended instead.</summary>
    public Task<bool> LeadsFromNowOnAsync() => Process.SeesAsync(line => line == "This coordinator leads.");

    /// <summary>Waits until it says that it stands by, from now on; false where it ended instead.</summary>
    public Task<bool> StandsByFromNowOnAsync() =>
        Process.SeesAsync(line => line.StartsWith("This coordinator stands by", StringComparison.Ordinal));
}
