using Orchestrator.Host.Composition;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;
using Orchestrator.Reports.Documents;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;

namespace Orchestrator.Host.Tests.Commands;

/// <summary>The command <c>report</c> over a store with made-up results.</summary>
public sealed class ReportCommandTests : IAsyncLifetime
{
    private readonly Cli _cli = new();
    private readonly LoadedSweep _sweep = SweepLoader.Load("titanic-quick");

    public async ValueTask InitializeAsync() => await StoreAsync(_sweep, _sweep.Plan.Grid.Count);

    public ValueTask DisposeAsync()
    {
        _cli.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("titanic-quick")]
    [InlineData("id")]
    [InlineData("prefix")]
    public async Task Report_is_text_that_leads_with_the_verdict(string name)
    {
        var id = _sweep.Plan.Definition.Id;
        var result = await ReportAsync(name switch { "id" => id, "prefix" => id[..4], _ => name });
        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.StartsWith("Does synthetic data help? titanic-quick\n\nVerdict\n=======\n\n- ", result.Out);
        Assert.Contains("orchestrator run titanic-quick\n", result.Out);
    }

    [Fact]
    public async Task Every_format_is_written_to_a_file_as_to_the_pipe()
    {
        foreach (var format in new[] { "text", "md", "json", "csv" })
        {
            var path = Path.Combine(_cli.Folder, $"report.{format}");
            var piped = await ReportAsync("titanic-quick", "--format", format);
            var written = await ReportAsync("titanic-quick", "--format", format, "--output", path);
            Assert.Equal((ExitCode.Ok, ""), (written.Code, written.Out));
            Assert.NotEmpty(piped.Out);
            Assert.Equal(piped.Out, await File.ReadAllTextAsync(path, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Html_goes_to_a_file()
    {
        var path = Path.Combine(_cli.Folder, "report.html");
        var result = await ReportAsync("titanic-quick", "--format", "html", "--output", path);
        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Out));
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(path, CancellationToken.None));
    }

    [Fact]
    public async Task Level_and_region_are_those_asked_for()
    {
        var usual = ReportJson.Read((await ReportAsync("titanic-quick", "--format", "json")).Out);
        var asked = ReportJson.Read((await ReportAsync(
            "titanic-quick", "--format", "json", "--level", "0.8", "--rope", "0.3")).Out);
        Assert.Equal((0.95, 0.01, 0.8, 0.3), (usual.Level, usual.Rope, asked.Level, asked.Rope));
        var (wide, narrow) = (usual.Comparisons[0], asked.Comparisons[0]);
        Assert.Equal(wide.Gain, narrow.Gain);
        Assert.True(wide.Low < narrow.Low && narrow.High < wide.High);
        Assert.True(wide.ProbabilitySame < narrow.ProbabilitySame);
    }

    [Fact]
    public async Task Unfinished_sweep_has_a_partial_report()
    {
        var sweep = Spec("half", "dataset: iris\nfractions: 1\nboosts: [0, 1]\ngenerators: dcgan\nmodels: knn\nseeds: 4");
        await StoreAsync(sweep, 6);
        var result = await ReportAsync("half");
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("Partial: 6 of 8 trials of half have a result, 2 are pending", result.Out);
    }

    [Fact]
    public async Task Several_sweeps_make_one_report()
    {
        await StoreAsync(Spec("plain", "dataset: iris\nfractions: 1\nboosts: 0\nmodels: knn\nseeds: 2"), 2);
        var result = await ReportAsync("titanic-quick", "plain");
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.StartsWith("Does synthetic data help? titanic-quick, plain\n", result.Out);
        Assert.Contains("plain compares nothing", result.Out);
    }

    [Fact]
    public async Task What_cannot_be_reported_is_bad_input_that_names_it()
    {
        await StoreAsync(Spec("waiting", "dataset: iris\nfractions: 1\nboosts: 0\nmodels: knn\nseeds: 2"), 0);
        await RefusedAsync(["unheard-of", "neither"], "there is no sweep 'unheard-of'", "there is no sweep 'neither'");
        await RefusedAsync(["waiting"], "waiting (");
        await StoreAsync(Spec(
            "found", "dataset: iris\nfractions: 1\nboosts: 0\nmodels: knn\nseeds: 1\nsearch:\n  strategy: random\n"
                + "  max-trials: 4\n  over:\n    models.knn.k: 1..9"), 0);
        await RefusedAsync(["found"], "found is a search: ");
        await StoreAsync(Spec("brier", "dataset: iris\nfractions: 1\nboosts: 0\nmodels: knn\nseeds: 2\nmetric: brier"), 2);
        await RefusedAsync(["titanic-quick", "brier"], "a report is of one metric, and these are of 2: ");
    }

    [Theory]
    [InlineData("--level", "1")]
    [InlineData("--level", "0.2")]
    [InlineData("--rope", "-1")]
    [InlineData("--rope", "x")]
    [InlineData("--format", "pdf")]
    public async Task Bad_option_is_named_with_what_is_allowed(string option, string value)
    {
        var result = await ReportAsync("titanic-quick", option, value);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains(value, result.ErrorLines[0]);
    }

    [Fact]
    public async Task File_that_cannot_be_written_is_bad_input()
    {
        var result = await ReportAsync("titanic-quick", "--output", Path.Combine(_cli.Folder, "no", "folder", "r.txt"));
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("cannot be written", Assert.Single(result.ErrorLines));
    }

    private async Task RefusedAsync(string[] sweeps, params string[] starts)
    {
        var result = await ReportAsync(sweeps);
        Assert.Equal((ExitCode.BadInput, ""), (result.Code, result.Out));
        Assert.Equal(starts.Length, result.ErrorLines.Length);
        Assert.All(starts, (start, i) => Assert.StartsWith($"error: {start}", result.ErrorLines[i]));
    }

    private Task<CliResult> ReportAsync(params string[] args) => Cli.RunAsync(["report", .. args, "--data", _cli.Data]);

    private LoadedSweep Spec(string name, string lines) =>
        SweepLoader.Load(_cli.Write($"{name}.yaml", [$"name: {name}", .. lines.Split('\n')]));

    private async Task StoreAsync(LoadedSweep sweep, long trials)
    {
        using var directory = DataDirectory.OpenForWriting(_cli.Data);
        await using var store = directory.OpenResults();
        await store.SaveSweepAsync(sweep.ToRecord(new ManualTimeProvider().GetUtcNow()), CancellationToken.None);
        for (var index = 0L; index < trials; index++)
        {
            var key = sweep.Plan.Keys.Trial(sweep.Plan.Grid[index]);
            await store.AppendAsync(new StoreBatch(
                [new StoredResult(TestSweeps.Result(key), new TrialTimings(0.1, 0.1, "w", 1))], [], []), CancellationToken.None);
        }
    }
}
