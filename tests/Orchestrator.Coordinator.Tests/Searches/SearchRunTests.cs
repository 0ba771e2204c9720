using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Coordinator.Tests.Harness;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Tests.Searches;

/// <summary>Searches across trials, with workers whose scores follow from the settings.</summary>
public sealed class SearchRunTests : IAsyncDisposable
{
    private static readonly SpecVocabulary Vocabulary = SpecVocabulary.Of(["iris"]);

    private readonly GatedStore _store = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-search-");
    private readonly CancellationTokenSource _stop = new();

    // 2 seeds: 12 proposals in 4 rounds of 3.
    private static SweepPlan Tpe { get; } = Plan("strategy: tpe, max-trials: 24, parallel: 3, "
        + "over: {models.knn.k: 1..40}");

    [Fact]
    public async Task Search_goes_through_its_rounds_and_finds_the_best()
    {
        await using var coordinator = await StartAsync();
        _ = WorkAsync(coordinator, "w");
        await SubmitAsync(coordinator, Tpe);

        var end = await FinishedAsync(coordinator, Tpe);

        Assert.Equal((SweepStatus.Completed, 24, 24, 0), (end.Status, end.Total, end.Completed, end.Failed));
        var rounds = await RoundsAsync();
        Assert.Equal(12, rounds.Count);
        Assert.Equal("tune.round-1.1", rounds[0].Name);
        Assert.Equal(Expected(Tpe), rounds.Select(record => record.Id));
        Assert.Equal(SweepStatus.Completed, (await GetAsync(coordinator, Tpe)).Status);
    }

    [Fact]
    public async Task Search_goes_on_by_itself_after_a_stop_and_comes_to_what_it_would_have_come_to()
    {
        await using (var first = await StartAsync())
        {
            _ = WorkAsync(first, "w", most: 9);
            await SubmitAsync(first, Tpe);
            await WaitAsync(first, Tpe, progress => progress.Completed >= 8, "the second round under way");
        }

        await using var second = await StartAsync();
        _ = WorkAsync(second, "heir");
        var end = await FinishedAsync(second, Tpe);

        Assert.Equal((24, 0), (end.Completed, end.Failed));
        Assert.Equal(Expected(Tpe), (await RoundsAsync()).Select(record => record.Id));
    }

    [Fact]
    public async Task Search_whose_journal_was_lost_is_completed_from_the_store()
    {
        await using (var first = await StartAsync())
        {
            _ = WorkAsync(first, "w");
            await SubmitAsync(first, Tpe);
            await FinishedAsync(first, Tpe);
        }

        await using var second = await StartAsync(journal: "another.db");
        await SubmitAsync(second, Tpe);
        var end = await FinishedAsync(second, Tpe); // nobody works

        Assert.Equal((24, 24), (end.Completed, end.FromStore));
    }

    [Fact]
    public async Task Pause_holds_the_round_and_resume_goes_on()
    {
        await using var coordinator = await StartAsync();
        await SubmitAsync(coordinator, Tpe);
        var worker = coordinator.Attach("w");
        Finish(worker, await worker.NextLeaseAsync());
        var id = Tpe.Definition.Id;

        Assert.Equal(SweepStatus.Paused,
            (await coordinator.Sweeps.RequestAsync(id, new Pause(), CancellationToken.None)).Status);
        await WaitAsync(coordinator, Tpe, progress => progress.Status == SweepStatus.Paused, "the pause");
        Assert.Equal(SweepStatus.Running,
            (await coordinator.Sweeps.RequestAsync(id, new Resume(), CancellationToken.None)).Status);
        _ = LoopAsync(worker, int.MaxValue);

        Assert.Equal(24, (await FinishedAsync(coordinator, Tpe)).Completed);
    }

    [Fact]
    public async Task Cancelled_search_begins_no_round_and_submitting_it_again_goes_on()
    {
        await using var coordinator = await StartAsync();
        await SubmitAsync(coordinator, Tpe);
        var worker = coordinator.Attach("w");
        Finish(worker, await worker.NextLeaseAsync());
        await coordinator.Sweeps.RequestAsync(Tpe.Definition.Id, new Cancel(), CancellationToken.None);
        var end = await FinishedAsync(coordinator, Tpe);
        Assert.Equal(SweepStatus.Cancelled, end.Status);
        Assert.Equal(3, (await RoundsAsync()).Count);

        _ = LoopAsync(worker, int.MaxValue);
        await SubmitAsync(coordinator, Tpe);

        await WaitAsync(coordinator, Tpe, progress => progress.Status == SweepStatus.Completed, "the end");
        Assert.Equal(Expected(Tpe), (await RoundsAsync()).Select(record => record.Id));
    }

    [Fact]
    public async Task Round_that_somebody_cancels_pauses_the_search_and_resuming_it_goes_on()
    {
        await using var coordinator = await StartAsync();
        await SubmitAsync(coordinator, Tpe);
        var worker = coordinator.Attach("w");
        await worker.NextLeaseAsync();
        var round = (await RoundsAsync())[0];
        await coordinator.Sweeps.RequestAsync(round.Id, new Cancel(), CancellationToken.None);

        var paused = await WaitAsync(
            coordinator, Tpe, progress => progress.Status == SweepStatus.Paused && progress.StoreError is not null,
            "the pause");
        Assert.Contains("a round was cancelled", paused.StoreError, StringComparison.Ordinal);
        worker.Disappear();
        _ = WorkAsync(coordinator, "other");
        await coordinator.Sweeps.RequestAsync(Tpe.Definition.Id, new Resume(), CancellationToken.None);

        Assert.Equal(24, (await FinishedAsync(coordinator, Tpe)).Completed);
    }

    [Fact]
    public async Task Time_budget_that_is_spent_ends_the_search_after_its_round()
    {
        var plan = Plan("strategy: random, max-trials: 24, parallel: 3, time-budget: 0.000001s, "
            + "over: {models.knn.k: 1..40}");
        await using var coordinator = await StartAsync();
        _ = WorkAsync(coordinator, "w");
        await SubmitAsync(coordinator, plan);

        var end = await FinishedAsync(coordinator, plan);

        Assert.Equal((SweepStatus.Completed, 6, 6), (end.Status, end.Total, end.Completed));
    }

    [Fact]
    public async Task Trials_that_fail_for_good_leave_their_proposal_without_a_score_and_the_search_goes_on()
    {
        var plan = Plan("strategy: grid, parallel: 2, over: {models.knn.k: 1..4}");
        await using var coordinator = await StartAsync();
        var worker = coordinator.Attach("w");
        _ = LoopAsync(worker, int.MaxValue, failing: 2);
        await SubmitAsync(coordinator, plan);

        var end = await FinishedAsync(coordinator, plan);

        Assert.Equal((SweepStatus.Completed, 6, 2), (end.Status, end.Completed, end.Failed));
        Assert.Contains("models.knn.k=4", end.MeanByModel[0].Model, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // The rounds that the pure plan comes to, by the workers' scores.
    private static List<string> Expected(SweepPlan search)
    {
        var plan = new SearchPlan(search.Definition);
        var sampler = plan.CreateSampler();
        var ids = new List<string>();
        for (var index = 1; plan.Ask(sampler) is { Count: > 0 } proposals; index++)
        {
            var round = plan.Round(index, proposals);
            ids.AddRange(round.Select(part => part.Definition.Id));
            var results = round.Select(part => (IReadOnlyList<TrialResult?>)
                [.. Enumerable.Range(0, (int)part.Grid.Count).Select(trial => ResultOf(part, trial))]).ToList();
            sampler.Tell([.. proposals.Select(proposal => plan.ScoreOf(proposal, round, results))]);
        }

        return ids;
    }

    private static SweepPlan Plan(string search)
    {
        var text = $"name: tune\ndataset: iris\nmodels: [knn]\nseeds: 2\nsearch: {{{search}}}\n";
        var read = SpecReader.Read(text, "sweep.yaml", Vocabulary);
        Assert.Empty(read.Problems.Select(problem => problem.ToString()));
        return new SweepPlan(new SweepDefinition(read.Spec!, text, Digest.Of("iris"u8)));
    }

    private static TrialResult ResultOf(SweepPlan plan, long trial)
    {
        var cell = plan.Grid[trial];
        var off = Math.Abs(cell.Model.Settings.Integer("k") - 23);
        return TinyPlan.ResultOf(plan, trial) with
        {
            Details = new TrialDetails { Validation = 1.0 / (1 + off) + cell.Seed.Value / 1000.0 },
        };
    }

    private async Task<List<SweepRecord>> RoundsAsync() =>
        [.. (await _store.ListSweepsAsync(CancellationToken.None)).Where(record => record.Name != "tune")
            .OrderBy(record => int.Parse(record.Name.Split("round-")[1].Split('.')[0]))
            .ThenBy(record => record.Name, StringComparer.Ordinal)];

    private static Task<SweepStanding> SubmitAsync(CoordinatorUnderTest coordinator, SweepPlan plan) =>
        coordinator.Sweeps.SubmitAsync(plan, RecordOf(plan), CancellationToken.None);

    private static Task<SweepStanding> GetAsync(CoordinatorUnderTest coordinator, SweepPlan plan) =>
        coordinator.Sweeps.GetAsync(plan.Definition.Id, CancellationToken.None);

    private static SweepRecord RecordOf(SweepPlan plan) => new(
        plan.Definition.Id, "tune", plan.Definition.SpecText, SpecPath: null, plan.Definition.DatasetHash,
        DateTimeOffset.UnixEpoch);

    private static Task<SweepProgress> FinishedAsync(
        CoordinatorUnderTest coordinator, SweepPlan plan) =>
        WaitAsync(coordinator, plan, progress => progress.IsFinished, "the end of the search");

    private static async Task<SweepProgress> WaitAsync(
        CoordinatorUnderTest coordinator, SweepPlan plan, Func<SweepProgress, bool> wanted,
        string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        SweepProgress? last = null;
        try
        {
            while (true)
            {
                await foreach (var progress in coordinator.Sweeps.WatchAsync(plan.Definition.Id, limit.Token))
                {
                    last = progress;
                    if (wanted(progress))
                        return progress;
                }
            }
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"Waited 60 s for {what}; the last state was {last}.", late);
        }
    }

    private Task<CoordinatorUnderTest> StartAsync(string journal = "journal.db")
    {
        var source = $"Data Source={Path.Combine(_folder.FullName, journal)}";
        return CoordinatorUnderTest.StartAsync(
            _store, (AkkaConfigurationBuilder akka) => akka.WithSqlPersistence(source, "SQLite.MS"),
            definitions: new SpecDefinitions(Vocabulary));
    }

    private static Task WorkAsync(CoordinatorUnderTest coordinator, string name, int most = int.MaxValue) =>
        LoopAsync(coordinator.Attach(name, slots: 2), most);

    private static async Task LoopAsync(FakeWorker worker, int most, int failing = -1)
    {
        for (var leases = 0; leases < most; leases++)
            Finish(worker, await worker.NextLeaseAsync(), failing);
    }

    private static void Finish(FakeWorker worker, LeaseGranted lease, int failing = -1)
    {
        foreach (var trial in lease.Trials)
        {
            if (lease.Plan.Grid[trial.Index].Model.Settings.Integer("k") == failing)
            {
                worker.Throw(lease, trial.Index, retryable: false);
                continue;
            }

            worker.Say(new TrialFinished(
                lease.Lease, trial.Index, ResultOf(lease.Plan, trial.Index),
                new TrialTimings(0.1, 0.01, worker.Name, trial.Attempt)));
        }

        worker.Return(lease);
    }
}
