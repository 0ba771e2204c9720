using System.Text.Json;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>
/// However often a sweep is broken off, and on however many slots it runs, its results are the same bytes.
/// </summary>
public sealed class ResumeTests(LadderSweep ladder) : IClassFixture<LadderSweep>
{
    private const string SeedVariable = "KILL_SEED";

    [Fact]
    public void Undisturbed_run_has_a_line_for_each_trial() =>
        Assert.Equal(LadderSweep.Trials + 1, ladder.Undisturbed.Count(c => c == '\n'));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Run_on_more_slots_gives_the_same_bytes(int slots)
    {
        using var workspace = new Workspace();
        var sweep = workspace.Write("ladder.yaml", [.. LadderSweep.Lines]);
        Assert.Equal(ladder.Undisturbed, await workspace.RunAndExportAsync(sweep, LadderSweep.Name, slots));
    }

    [Fact]
    public async Task Killed_run_resumes_to_the_same_bytes()
    {
        using var workspace = new Workspace();
        var sweep = workspace.Write("ladder.yaml", [.. LadderSweep.Lines]);
        await BreakOffAsync(workspace, sweep, 2, OrchestratorProcess.Kill, completed => completed > 0);
        Assert.Equal(ladder.Undisturbed, await workspace.RunAndExportAsync(sweep, LadderSweep.Name, 2));
    }

    [Fact]
    public async Task Interrupted_run_says_how_to_resume_and_resumes_to_the_same_bytes()
    {
        using var workspace = new Workspace();
        var sweep = workspace.Write("ladder.yaml", [.. LadderSweep.Lines]);
        var stopped = await BreakOffAsync(
            workspace, sweep, 2, OrchestratorProcess.Interrupt, completed => completed > 0);
        stopped!.Expect(130);
        Assert.Contains($"orchestrator run {sweep} --data {workspace.Data}", stopped.Error);
        Assert.Equal(ladder.Undisturbed, await workspace.RunAndExportAsync(sweep, LadderSweep.Name, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [Trait("Category", "Slow")]
    public async Task Run_killed_at_twenty_random_moments_resumes_to_the_same_bytes(int slots)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out var given)
            ? given
            : Environment.TickCount & int.MaxValue;
        TestContext.Current.SendDiagnosticMessage("{0}={1}", SeedVariable, seed);
        var random = new Random(seed + slots);
        using var workspace = new Workspace();
        var sweep = workspace.Write("ladder.yaml", [.. LadderSweep.Lines]);
        for (var kill = 0; kill < 20; kill++)
        {
            // From before anything is submitted to somewhere in the middle of what is left, wherever that is by now.
            var trials = random.Next(0, 2 * LadderSweep.Trials / 20);
            var start = -1L;
            var ended = await BreakOffAsync(workspace, sweep, slots, OrchestratorProcess.Kill, completed =>
            {
                start = start < 0 ? completed : start;
                return completed - start >= trials;
            });
            if (ended is null)
                break;
        }

        var resumed = await workspace.RunAndExportAsync(sweep, LadderSweep.Name, slots);
        Assert.True(ladder.Undisturbed == resumed, $"the results differ; {SeedVariable}={seed} repeats it");
    }

    // Null where the sweep was finished before the moment came.
    private static async Task<ProcessResult?> BreakOffAsync(
        Workspace workspace, string sweep, int slots, int signal, Func<long, bool> isTheMoment)
    {
        using var process = OrchestratorProcess.Start(
            "run", sweep, "--data", workspace.Data, "--slots", $"{slots}", "--json");
        var came = await process.SeesAsync(line =>
        {
            var progress = JsonDocument.Parse(line).RootElement;
            return progress.GetProperty("event").GetString() == "progress"
                && isTheMoment(progress.GetProperty("completed").GetInt64());
        });
        if (!came)
        {
            Assert.NotEqual(OrchestratorProcess.Interrupt, signal);
            return null;
        }

        process.Signal(signal);
        return await process.EndAsync();
    }
}
