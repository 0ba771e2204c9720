using Orchestrator.Host.Composition;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;

namespace Orchestrator.Host.Tests.Commands;

/// <summary>Commands that read the store, over a sweep of which two trials are done and one failed.</summary>
public sealed class StoreCommandsTests : IAsyncLifetime
{
    private readonly Cli _cli = new();
    private readonly LoadedSweep _sweep = SweepLoader.Load("titanic-quick");
    private SweepRecord _record = null!;

    public async ValueTask InitializeAsync()
    {
        _record = _sweep.ToRecord(new ManualTimeProvider().GetUtcNow());
        using var directory = DataDirectory.OpenForWriting(_cli.Data);
        await using var store = directory.OpenResults();
        await store.SaveSweepAsync(_record, CancellationToken.None);
        await store.AppendAsync(
            new StoreBatch(
                [Stored(0), Stored(1)],
                [new StoredFailure(_record.Id, 2, _sweep.Plan.Keys.Trial(_sweep.Plan.Grid[2]), "no luck", 2)], [Trace()]),
            CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _cli.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task List_shows_how_far_each_sweep_has_come()
    {
        var result = await Cli.RunAsync("list", "--data", _cli.Data);
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Matches(
            $"(?m)^{_record.Id} +titanic-quick +2030-01-01 00:00 +{_sweep.Plan.Grid.Count} +2 +1$", result.Out);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(4)]
    [InlineData(0)]
    public async Task Results_finds_the_sweep_by_id_by_its_beginning_or_by_name(int digits)
    {
        var name = digits == 0 ? "titanic-quick" : _record.Id[..digits];
        var result = await Cli.RunAsync("results", name, "--format", "csv", "--data", _cli.Data);
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.StartsWith("index,key,", result.Out);
        Assert.Equal(4, result.Out.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Results_table_names_the_models_and_counts_the_trials()
    {
        var result = await Cli.RunAsync("results", "titanic-quick", "--data", _cli.Data);
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("logreg", result.Out);
        Assert.Contains($"2 of {_sweep.Plan.Grid.Count} trials completed, 1 failed", result.Out);
    }

    [Fact]
    public async Task Results_output_writes_the_same_bytes_as_the_pipe()
    {
        var path = Path.Combine(_cli.Folder, "out.csv");
        var piped = await Cli.RunAsync("results", _record.Id, "--format", "csv", "--data", _cli.Data);
        var written = await Cli.RunAsync(
            "results", _record.Id, "--format", "csv", "--data", _cli.Data, "--output", path);
        Assert.Equal(ExitCode.Ok, written.Code);
        Assert.Empty(written.Out);
        Assert.Equal(piped.Out, await File.ReadAllTextAsync(path, CancellationToken.None));
    }

    [Fact]
    public async Task Results_timings_add_columns()
    {
        var plain = await Cli.RunAsync("results", _record.Id, "--format", "csv", "--data", _cli.Data);
        var timed = await Cli.RunAsync("results", _record.Id, "--format", "csv", "--timings", "--data", _cli.Data);
        Assert.DoesNotContain("no luck", plain.Out);
        Assert.Contains("no luck", timed.Out);
    }

    [Fact]
    public async Task Results_quality_writes_a_line_a_generator_fit_and_traces_none_for_one_without_epochs()
    {
        var quality = await Cli.RunAsync("results", _record.Id, "--quality", "--data", _cli.Data);
        var traces = await Cli.RunAsync("results", _record.Id, "--traces", "--data", _cli.Data);

        Assert.Equal((ExitCode.Ok, ExitCode.Ok), (quality.Code, traces.Code));
        var lines = quality.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.EndsWith(",closer_to_training,membership_auc", lines[0]);
        Assert.StartsWith($"{Trace().Key},", lines[1]);
        Assert.EndsWith(",0.625,0.55", lines[1]);
        Assert.Single(traces.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Results_traces_and_quality_at_once_are_bad_input()
    {
        var result = await Cli.RunAsync("results", _record.Id, "--quality", "--traces", "--data", _cli.Data);

        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("--traces and --quality are two files", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public async Task Results_quality_of_a_coordinator_is_bad_input_that_names_the_store()
    {
        var result = await Cli.RunAsync(
            "results", _record.Id, "--quality", "--coordinator", "http://127.0.0.1:9");

        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("--quality needs the store itself", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public async Task Results_of_an_unknown_sweep_is_bad_input()
    {
        var result = await Cli.RunAsync("results", "unheard-of", "--data", _cli.Data);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("unheard-of", Assert.Single(result.ErrorLines));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("results", "x")]
    public async Task Store_command_on_an_empty_folder_is_a_store_problem(params string[] args)
    {
        var folder = Path.Combine(_cli.Folder, "nothing");
        var result = await Cli.RunAsync([.. args, "--data", folder]);
        Assert.Equal(ExitCode.StoreProblem, result.Code);
        Assert.Single(result.ErrorLines);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Run_on_a_folder_in_use_is_a_store_problem()
    {
        using var held = DataDirectory.OpenForWriting(_cli.Data);
        var result = await Cli.RunAsync("run", "titanic-quick", "--data", _cli.Data);
        Assert.Equal(ExitCode.StoreProblem, result.Code);
        Assert.Single(result.ErrorLines);
    }

    // A fit without epochs, as that of a generator that only draws rows again.
    private GeneratorTrace Trace()
    {
        var spec = _sweep.Plan.Definition.Spec;
        var key = _sweep.Plan.Keys.GeneratorFit(spec.Fractions[0], spec.Generators[0], spec.Seeds[0]);
        return new GeneratorTrace(key, [], [], [], [], 0)
        {
            Details = new TraceDetails
            {
                Quality = new GeneratorQuality
                {
                    TrainingRows = 10,
                    GeneratedRows = 10,
                    HoldoutRows = 5,
                    Columns = [new ColumnFidelity("age", true, 0.5, ["1"], [1], [1])],
                    CorrelationDifference = 0.125,
                    DetectionAuc = 0.6,
                    SyntheticUtility = 0.5,
                    RealUtility = 0.75,
                    Density = 1.5,
                    Coverage = 1,
                    ModesHit = 1,
                    CopiedShare = 0,
                    RepeatedShare = 0,
                    ClosestTraining = 0.25,
                    ClosestHoldout = 0.5,
                    CloserToTraining = 0.625,
                    MembershipAuc = 0.55,
                },
            },
        };
    }

    private StoredResult Stored(long trial) => new(
        TestSweeps.Result(_sweep.Plan.Keys.Trial(_sweep.Plan.Grid[trial])), new TrialTimings(0.1, 0.1, "w", 1));
}
