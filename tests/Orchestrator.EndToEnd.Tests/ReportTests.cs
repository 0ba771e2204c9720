using System.Text.Json;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>From a run to its answer, as a user meets it.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task Run_ends_with_the_verdict_and_report_writes_it_in_every_form()
    {
        using var workspace = new Workspace();
        var run = (await OrchestratorProcess.RunAsync(
            "run", "titanic-quick", "--data", workspace.Data, "--quiet")).Expect(0);
        Assert.Matches(@"^- .*dcgan \+50 % on titanic", run.Out);
        Assert.True(
            run.Out.IndexOf("95 %", StringComparison.Ordinal) < run.Out.IndexOf("fraction  generator", StringComparison.Ordinal),
            "the verdict does not come before the tables");

        var text = await ReportAsync(workspace, "text");
        Assert.Contains("to run it again: orchestrator run titanic-quick", text, StringComparison.Ordinal);
        Assert.Equal(text, await ReportAsync(workspace, "text"));
        Assert.StartsWith("# Does synthetic data help? titanic-quick", await ReportAsync(workspace, "md"));
        Assert.Equal(9, (await ReportAsync(workspace, "csv")).Count(c => c == '\n'));
        using var json = JsonDocument.Parse(await ReportAsync(workspace, "json"));
        Assert.Equal(48, json.RootElement.GetProperty("trials").GetArrayLength());
        Assert.Equal(8, json.RootElement.GetProperty("comparisons").GetArrayLength());
        Assert.Equal(2, json.RootElement.GetProperty("generators").GetArrayLength());
        var page = workspace.PathOf("titanic.html");
        (await OrchestratorProcess.RunAsync(
            "report", "titanic-quick", "--format", "html", "--data", workspace.Data, "--output", page)).Expect(0);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(page));

        var again = (await OrchestratorProcess.RunAsync(
            "run", "titanic-quick", "--data", workspace.Data, "--json")).Expect(0);
        var last = JsonDocument.Parse(again.Out.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal("finished", last.GetProperty("event").GetString());
        Assert.Equal(4, last.GetProperty("verdicts").GetArrayLength());
    }

    private static async Task<string> ReportAsync(Workspace workspace, string format) =>
        (await OrchestratorProcess.RunAsync(
            "report", "titanic-quick", "--format", format, "--data", workspace.Data)).Expect(0).Out;
}
