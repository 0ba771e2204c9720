using Orchestrator.Reports.Exports;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Searches;

/// <summary>
/// Goes through the rounds of a search across trials again, by the results of their sweeps, as far as these have ended.
/// </summary>
public sealed class SearchReplay
{
    private readonly SearchPlan _plan;
    private readonly SearchSampler _sampler;
    private readonly Dictionary<int, double?> _testScores = [];

    private SearchReplay(SearchPlan plan) => (_plan, _sampler) = (plan, plan.CreateSampler());

    /// <summary>The search.</summary>
    public SearchPlan Plan => _plan;

    /// <summary>The proposals of ended rounds with a score, the best first.</summary>
    public IEnumerable<SearchOutcome> Leaders => _sampler.Leaders;

    /// <summary>The rounds that ended.</summary>
    public int Rounds { get; private set; }

    /// <summary>The trials of ended rounds, and of the one under way what has ended.</summary>
    public ExportCounts Counts { get; private set; } = new(0, 0, 0);

    /// <summary>The mean score on the test rows of a proposal of an ended round; null where a trial has none.</summary>
    public double? TestScoreOf(SearchProposal proposal) => _testScores.GetValueOrDefault(proposal.Index);

    /// <summary>Reads the rounds in order until one has not ended.</summary>
    /// <param name="plan">The search.</param>
    /// <param name="source">Gives the ended trials of a round's sweep; null where there is no such sweep.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public static async Task<SearchReplay> ReadAsync(
        SearchPlan plan, Func<SweepPlan, Task<ITrialSource?>> source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(source);
        var replay = new SearchReplay(plan);
        while (plan.Ask(replay._sampler) is { Count: > 0 } proposals)
        {
            var round = plan.Round(replay.Rounds + 1, proposals);
            if (await replay.ReadRoundAsync(round, source, cancellation) is not { } results)
                return replay;
            replay.Tell(proposals, round, results);
        }

        // Nothing is pending in a search that came to its end below the limit of its trials.
        var (_, completed, failed) = replay.Counts;
        replay.Counts = new ExportCounts(completed + failed, completed, failed);
        return replay;
    }

    // Null where a trial of the round has not ended.
    private async Task<IReadOnlyList<IReadOnlyList<TrialResult?>>?> ReadRoundAsync(
        IReadOnlyList<SweepPlan> round, Func<SweepPlan, Task<ITrialSource?>> source, CancellationToken cancellation)
    {
        var (all, pending) = (new List<IReadOnlyList<TrialResult?>>(), false);
        foreach (var part in round)
        {
            var results = new TrialResult?[part.Grid.Count];
            var (completed, failed) = (0L, 0L);
            if (await source(part) is { } trials)
            {
                await foreach (var trial in trials.ReadAsync(cancellation))
                {
                    results[trial.Trial] = trial.Stored?.Result;
                    (completed, failed) = trial.Stored is null ? (completed, failed + 1) : (completed + 1, failed);
                }
            }

            pending |= completed + failed < part.Grid.Count;
            all.Add(results);
            Counts = new ExportCounts(
                Math.Max(_plan.PlannedTrials, Counts.Completed + completed + Counts.Failed + failed),
                Counts.Completed + completed, Counts.Failed + failed);
        }

        return pending ? null : all;
    }

    private void Tell(
        IReadOnlyList<SearchProposal> proposals, IReadOnlyList<SweepPlan> round,
        IReadOnlyList<IReadOnlyList<TrialResult?>> results)
    {
        var score = TrialScores.Of(_plan.Search.Metric);
        _sampler.Tell([.. proposals.Select(proposal => _plan.ScoreOf(proposal, round, results))]);
        foreach (var proposal in proposals)
        {
            var tests = _plan.ResultsOf(proposal, round, results)
                .Select(result => result is null ? null : score(result)).ToList();
            _testScores[proposal.Index] = tests.Count == 0 || tests.Contains(null) ? null : tests.Average();
        }

        Rounds++;
    }
}
