using System.Net;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>A coordinator and its workers as processes of their own, as users start them.</summary>
public sealed class FleetTests : IDisposable
{
    private static readonly string[] Iris =
        ["name: flowers", "dataset: iris", "fractions: [0.5, 1]", "boosts: [0, 0.5]", "generators: {dcgan: {epochs: 3}}",
            "models: [gaussian-nb, knn]", "seeds: 2"];

    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Sweep_on_two_workers_gives_the_bytes_of_run()
    {
        var sweep = _fleet.Workspace.Write("flowers.yaml", Iris);
        using var alone = new Workspace();
        var expected = await alone.RunAndExportAsync(alone.Write("flowers.yaml", Iris), "flowers", slots: 1);

        var coordinator = await _fleet.ServeAsync();
        await _fleet.WorkAsync("one");
        await _fleet.WorkAsync("two", "--isolation", "thread");
        var submit = (await _fleet.AskAsync("submit", sweep, "--watch")).Expect(0);
        Assert.Contains("16 of 16 trials completed, 0 failed", submit.Out);
        Assert.Equal(expected, await _fleet.ResultsAsync("flowers"));
        Assert.Equal(expected, await _fleet.Workspace.ExportAsync("flowers"));
        var local = (await OrchestratorProcess.RunAsync(
            "results", "flowers", "--format", "json", "--data", _fleet.Workspace.Data)).Expect(0);
        Assert.Equal(local.Out, await _fleet.ResultsAsync("flowers", "json"));

        var workers = (await _fleet.AskAsync("workers")).Expect(0);
        Assert.Matches("(?m)^one .* 1 cpu .* working$", workers.Out);
        Assert.Matches("(?m)^two .* 1 cpu .* working$", workers.Out);
        Assert.Matches("flowers +completed .* 16 +16 +0\n", (await _fleet.AskAsync("list")).Expect(0).Out);
        Assert.Equal((HttpStatusCode.OK, "up\n"), await coordinator.GetAsync("/healthz"));
        Assert.Equal((HttpStatusCode.OK, "leading\n"), await coordinator.GetAsync("/readyz"));
        Assert.Contains("# TYPE", (await coordinator.GetAsync("/metrics")).Text);

        coordinator.Process.Signal(OrchestratorProcess.Terminate);
        (await coordinator.Process.EndAsync()).Expect(0);
    }

    [Fact]
    public async Task Several_data_sets_are_submitted_and_watched_one_by_one()
    {
        var sweep = _fleet.Workspace.Write("both.yaml",
            "name: both", "dataset: [iris, wine]", "fractions: 1", "boosts: 0", "models: knn", "seeds: 2");
        await _fleet.ServeAsync();
        await _fleet.WorkAsync("one");

        var submit = (await _fleet.AskAsync("submit", sweep, "--watch")).Expect(0);

        Assert.Matches(@"(?m)^Sweep [0-9a-f]{12} \(both.iris\): submitted", submit.Out);
        Assert.Matches(@"(?m)^Sweep [0-9a-f]{12} \(both.wine\): submitted", submit.Out);
        Assert.Equal(2, submit.Out.Split("2 of 2 trials completed, 0 failed").Length - 1);
        var refused = (await _fleet.AskAsync("submit", sweep, "--idempotency-key", "k")).Expect(2);
        Assert.Contains("--idempotency-key names one sweep; this file stands for 2", refused.Error);
    }

    [Fact]
    public async Task Table_of_the_users_own_reaches_a_worker_with_an_empty_cache()
    {
        var rows = Enumerable.Range(0, 120).Select(i => $"{i % 7},{i * 37 % 11},{(i % 7 > 3 ? "yes" : "no")}");
        string[] sweep =
            ["name: own", "dataset: {file: own.csv, target: class}", "fractions: [0.5, 1]", "boosts: 0",
                "models: [gaussian-nb, knn]", "seeds: 2"];
        string[] table = ["a,b,class", .. rows];
        using var alone = new Workspace();
        alone.Write("own.csv", table);
        var expected = await alone.RunAndExportAsync(alone.Write("own.yaml", sweep), "own", slots: 1);

        _fleet.Workspace.Write("own.csv", table);
        await _fleet.ServeAsync();
        await _fleet.WorkAsync("far");
        (await _fleet.AskAsync("submit", _fleet.Workspace.Write("own.yaml", sweep), "--watch", "--quiet")).Expect(0);
        Assert.Equal(expected, await _fleet.ResultsAsync("own"));
        Assert.NotEmpty(Directory.GetFiles(_fleet.Workspace.PathOf("cache-far"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Sweep_is_paused_resumed_cancelled_and_taken_up_again()
    {
        await _fleet.ServeAsync();
        var id = await _fleet.SubmitAsync(_fleet.Workspace.Write("flowers.yaml", Iris), "--priority", "5");
        Assert.Matches(" is paused: 0 of 16 ", (await _fleet.AskAsync("pause", id)).Expect(0).Out);
        Assert.Matches(" is paused: 0 of 16 ", (await _fleet.AskAsync("pause", "flowers")).Expect(0).Out);
        Assert.Matches(" is running: ", (await _fleet.AskAsync("resume", id[..5])).Expect(0).Out);
        Assert.Matches("flowers +running .* 5 +16 +0 +0\n", (await _fleet.AskAsync("list")).Expect(0).Out);
        Assert.Matches(" is cancelled: 0 of 16 ", (await _fleet.AskAsync("cancel", id)).Expect(0).Out);
        var watch = (await _fleet.AskAsync("watch", id)).Expect(130);
        Assert.Contains("cancelled", watch.Error);
        await _fleet.WorkAsync("one");
        (await _fleet.AskAsync("submit", _fleet.Workspace.PathOf("flowers.yaml"), "--watch", "--quiet")).Expect(0);
        Assert.Matches(" is completed: 16 of 16 ", (await _fleet.AskAsync("retry", id)).Expect(0).Out);
        Assert.Contains("there is no sweep 'unheard-of'", (await _fleet.AskAsync("pause", "unheard-of")).Expect(2).Error);
    }

    [Fact]
    public async Task Failing_trials_are_told_and_retried()
    {
        // Steps this long end in a loss that is not finite, which is the same each time.
        var sweep = _fleet.Workspace.Write("s.yaml",
            "name: wild", "dataset: iris", "fractions: 1", "boosts: [0, 1]", "models: gaussian-nb",
            "generators:", "- wgan-gp: {learning-rate: 10, lambda: 1000000, layers: 8, power: 3, activation: elu}",
            "seeds: 1");
        await _fleet.ServeAsync();
        await _fleet.WorkAsync("one");
        var submit = (await _fleet.AskAsync("submit", sweep, "--watch")).Expect(3);
        Assert.Contains("not finite", submit.Out);
        Assert.Contains("1 of 2 trials completed, 1 failed", submit.Out);
        (await _fleet.AskAsync("retry", "wild")).Expect(0);
        (await _fleet.AskAsync("watch", "wild", "--quiet")).Expect(3);
    }

    [Fact]
    public async Task Watch_that_is_interrupted_leaves_the_sweep_alone()
    {
        await _fleet.ServeAsync();
        var id = await _fleet.SubmitAsync(_fleet.Workspace.Write("flowers.yaml", Iris));
        var watch = _fleet.Watch(id);
        await Fleet.CompletedAsync(watch, 0);
        watch.Signal(OrchestratorProcess.Interrupt);
        Assert.Contains($"orchestrator watch {id}", (await watch.EndAsync()).Expect(130).Error);
        Assert.Matches("flowers +running ", (await _fleet.AskAsync("list")).Expect(0).Out);
    }

    [Fact]
    public async Task Port_that_is_taken_is_bad_input_and_a_folder_in_use_a_store_problem()
    {
        var coordinator = await _fleet.ServeAsync();
        var port = (await OrchestratorProcess.RunAsync(
            "serve", "--listen", coordinator.Address.Authority, "--data", _fleet.Workspace.PathOf("other"))).Expect(2);
        Assert.Contains("--listen", Assert.Single(port.ErrorLines));
        var folder = (await OrchestratorProcess.RunAsync(
            "serve", "--listen", "127.0.0.1:0", "--data", _fleet.Workspace.Data)).Expect(4);
        Assert.Contains("in use", Assert.Single(folder.ErrorLines));
    }
}
