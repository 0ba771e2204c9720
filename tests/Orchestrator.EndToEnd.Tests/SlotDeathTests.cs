using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>Processes of slots that are killed in the middle of a bundle: who pays, and who goes on.</summary>
public sealed class SlotDeathTests(LadderSweep ladder) : IClassFixture<LadderSweep>, IDisposable
{
    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Killed_slot_costs_no_trial_an_attempt_and_its_worker_goes_on()
    {
        await _fleet.ServeAsync();
        var worker = await _fleet.WorkAsync("one");
        var sweep = _fleet.Workspace.Write("ladder.yaml", [.. LadderSweep.Lines]);
        var watch = _fleet.Watch(await _fleet.SubmitAsync(sweep));
        await Fleet.CompletedAsync(watch, 1);
        // A lease that it has when it is stopped, or that is handed to it then, stays with it until it is killed.
        var slot = ProcessOfSlot(worker);
        OrchestratorProcess.Signal(slot, OrchestratorProcess.Stop);
        await BusyAsync();
        OrchestratorProcess.Signal(slot, OrchestratorProcess.Kill);
        Assert.True(
            await worker.SeesAsync(line => line.Contains("killed by signal 9 (out of memory?)", StringComparison.Ordinal)),
            "the worker ended when its slot was killed");
        (await watch.EndAsync()).Expect(0);

        Assert.Equal(ladder.Undisturbed, await _fleet.ResultsAsync(LadderSweep.Name));
        Assert.NotEqual(slot, ProcessOfSlot(worker));
        Assert.All(await TimingsAsync(LadderSweep.Name), trial => Assert.Equal(1, trial.Attempts));
        worker.Signal(OrchestratorProcess.Terminate);
        (await worker.EndAsync()).Expect(0);
    }

    [Fact]
    public async Task Poison_trial_fails_after_its_attempts_and_every_other_has_its_result_at_the_first()
    {
        const int Poison = 7;
        string[] lines =
        [
            $"name: poison-{Poison}", "dataset: iris", "fractions: 1", "boosts: 0",
            "models: [gaussian-nb, knn, decision-tree]", "seeds: 4", "attempts: 3",
        ];
        using var alone = new Workspace();
        var expected = await alone.RunAndExportAsync(alone.Write("poison.yaml", lines), $"poison-{Poison}", slots: 1);

        await _fleet.ServeAsync();
        var worker = _fleet.WorkWithPoison("one");
        var submit = await _fleet.AskAsync("submit", _fleet.Workspace.Write("poison.yaml", lines), "--watch");

        Assert.Contains("11 of 12 trials completed, 1 failed", submit.Expect(3).Out);
        var trials = await TimingsAsync($"poison-{Poison}");
        Assert.Equal(
            Enumerable.Range(0, 12).Select(i => i == Poison ? ("failed", 3) : ("completed", 1)),
            trials.Select(trial => (trial.Status, trial.Attempts)));
        Assert.Contains("killed by signal 9 (out of memory?)", trials[Poison].Line);
        Assert.Equal(Without(expected, Poison), Without(await _fleet.ResultsAsync($"poison-{Poison}"), Poison));
        Assert.True(worker.IsRunning, "the worker ended with its slots");
        Assert.Matches("(?m)^one .* 1 cpu .* working$", (await _fleet.AskAsync("workers")).Expect(0).Out);
    }

    private static string[] Without(string export, int trial) =>
        [.. export.Split('\n').Where(line => !line.StartsWith($"{trial},", StringComparison.Ordinal))];

    // Its log names the process of the slot each time that there is a new one.
    private static int ProcessOfSlot(OrchestratorProcess worker) => int.Parse(
        Regex.Matches(worker.Out, @"process (\d+) is ready")[^1].Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    private async Task BusyAsync()
    {
        for (var looks = 0; looks < 50; looks++)
        {
            if (Regex.IsMatch((await _fleet.AskAsync("workers")).Expect(0).Out, @"(?m)^one +\S+ +1 cpu +1 "))
                return;
        }

        Assert.Fail("the slot that was stopped has no lease after 50 looks");
    }

    private async Task<IReadOnlyList<(string Status, int Attempts, string Line)>> TimingsAsync(string sweep)
    {
        var export = (await _fleet.AskAsync("results", sweep, "--format", "csv", "--timings")).Expect(0).Out;
        var lines = export.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var heads = lines[0].Split(',');
        var (status, attempts) = (Array.IndexOf(heads, "status"), Array.IndexOf(heads, "attempts"));
        return
        [
            .. lines.Skip(1).Select(line => (line.Split(',')[status],
                int.Parse(line.Split(',')[attempts], CultureInfo.InvariantCulture), line)),
        ];
    }
}
