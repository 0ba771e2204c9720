using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>A store that is backed up while a sweep runs, lost, and brought back: what the README tells to do.</summary>
public sealed class BackupTests(LadderSweep ladder, SharedPostgres postgres, ITestOutputHelper output)
    : IClassFixture<LadderSweep>, IDisposable
{
    private const int Before = 40;

    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Database_that_is_dumped_dropped_and_restored_goes_on_with_what_is_missing()
    {
        var server = await postgres.GetAsync();
        var database = await server.NewDatabaseAsync();
        var store = server.Url(database);
        var coordinator = await _fleet.ServeAsync(0, "--store", store);
        var worker = await _fleet.WorkAsync("one");
        await RunUntilAsync(Before);

        var backup = await server.BackUpAsync(database);
        worker.Signal(OrchestratorProcess.Kill);
        coordinator.Process.Signal(OrchestratorProcess.Kill);
        await coordinator.Process.EndAsync();
        await server.DropAsync(database);
        await server.RestoreAsync(database, backup);

        await GoesOnAsync("--store", store);
    }

    [Fact]
    public async Task Folder_that_is_copied_while_it_is_served_goes_on_with_what_is_missing()
    {
        var coordinator = await _fleet.ServeAsync();
        var worker = await _fleet.WorkAsync("one");
        await RunUntilAsync(Before);

        // In this order: what the journal's copy tells of is in the copy of the results, and their blobs are there.
        var copy = _fleet.Workspace.PathOf("copy");
        Directory.CreateDirectory(copy);
        await RunAsync("sqlite3", Path.Combine(_fleet.Workspace.Data, "journal.db"), $"VACUUM INTO '{copy}/journal.db'");
        await RunAsync("sqlite3", Path.Combine(_fleet.Workspace.Data, "results.db"), $"VACUUM INTO '{copy}/results.db'");
        await RunAsync("cp", "-r", Path.Combine(_fleet.Workspace.Data, "blobs"), copy);
        worker.Signal(OrchestratorProcess.Kill);
        coordinator.Process.Signal(OrchestratorProcess.Kill);
        await coordinator.Process.EndAsync();
        Directory.Delete(_fleet.Workspace.Data, recursive: true);
        Directory.Move(copy, _fleet.Workspace.Data);

        await GoesOnAsync("--data", _fleet.Workspace.Data);
    }

    private async Task RunUntilAsync(long trials)
    {
        var sweep = _fleet.Workspace.Write("ladder.yaml", [.. LadderSweep.Lines]);
        var watch = _fleet.Watch(await _fleet.SubmitAsync(sweep));
        await Fleet.CompletedAsync(watch, trials);
    }

    // A new coordinator and a new worker on what was brought back: only what it lacks is run.
    private async Task GoesOnAsync(params string[] store)
    {
        var listed = (await OrchestratorProcess.RunAsync(["list", .. store])).Expect(0).Out;
        var stored = long.Parse(
            Regex.Match(listed, @"(?m)ladder .* (\d+) +0\s*$").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(stored, Before, LadderSweep.Trials - 1);
        using var after = new Fleet();
        await after.ServeAsync(0, store);
        await after.WorkAsync("two");
        var watch = after.Watch(LadderSweep.Name);
        JsonElement last = default;
        Assert.False(await watch.SeesAsync(line =>
        {
            last = JsonDocument.Parse(line).RootElement;
            return false;
        }));
        (await watch.EndAsync()).Expect(0);

        Assert.Equal(LadderSweep.Trials, last.GetProperty("completed").GetInt64());
        Assert.Equal(stored, last.GetProperty("fromStore").GetInt64());
        Assert.Equal(ladder.Undisturbed, await after.ResultsAsync(LadderSweep.Name));
        var workers = (await after.AskAsync("workers")).Expect(0).Out;
        Assert.Matches($@"(?m)^two .* 1 cpu +\d+ +{LadderSweep.Trials - stored} ", workers);
        output.WriteLine($"{stored} of {LadderSweep.Trials} trials were in the backup; the others were run");
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}");
    }
}
