using Akka.Actor;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Lookup;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Search.States;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Searches;

/// <summary>How a search carries its rounds out, and how it tells watchers.</summary>
internal sealed partial class SearchActor
{
    private const int ErrorsShown = 5;
    private const string RoundCancelled = "a round was cancelled; resume the search to go on with it";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    // The newest state of each sweep of the round under way; null until it was heard of.
    private readonly Dictionary<string, SweepProgress?> _parts = new(StringComparer.Ordinal);

    // Sweeps whose submission has not been answered yet: what is heard of them may be older than it.
    private readonly HashSet<string> _submitting = new(StringComparer.Ordinal);

    private SearchSampler? _sampler;
    private IReadOnlyList<SearchProposal> _proposals = [];
    private IReadOnlyList<SweepPlan> _round = [];
    private DateTimeOffset _startedAt;
    private TimeSpan _spent;
    private long? _since;
    private long _fromStore;
    private bool _reading;
    private int _submission;
    private string? _problem;

    private long Completed => _state.Completed + _parts.Values.Sum(part => part?.Completed ?? 0);

    private long Failed => _state.Failed + _parts.Values.Sum(part => part?.Failed ?? 0);

    private long Total => _state.Status == SweepStatus.Completed
        ? Completed + Failed
        : Math.Max(_plan?.PlannedTrials ?? 0, Completed + Failed);

    // False where this version of the program cannot go on with the search.
    private bool Begin()
    {
        if (_sampler is not null)
            return true;
        if (!TryReadPlan())
            return false;
        var sampler = _plan!.CreateSampler();
        foreach (var ended in _state.Rounds)
        {
            if (_plan.Ask(sampler).Count != ended.Scores.Count)
            {
                _unreadable = $"the rounds of search {Record.Id} are those of another version";
                return false;
            }

            sampler.Tell(ended.Scores);
        }

        _sampler = sampler;
        _startedAt = Services.Time.GetUtcNow();
        return true;
    }

    private void Advance()
    {
        if (_state.Status != SweepStatus.Running || _sampler is null || _reading)
            return;
        if (_round.Count > 0)
        {
            SubmitRound();
            return;
        }

        _proposals = _state.InRound || SearchDecisions.HasTime(_state, _plan!.Search) ? _plan!.Ask(_sampler) : [];
        if (_proposals.Count == 0)
        {
            Carry(new EndSearch(), Report);
            return;
        }

        _round = _plan.Round(_state.Rounds.Count + 1, _proposals);
        Carry(new BeginRound(), SubmitRound);
    }

    // A sweep that was paused or cancelled goes on by this, one that runs or has ended is left as it is.
    private void SubmitRound()
    {
        if (_state.Status != SweepStatus.Running)
            return;
        _since ??= Services.Time.GetTimestamp();
        _problem = null;
        _submission++;
        foreach (var part in _round)
        {
            var definition = part.Definition;
            var record = new SweepRecord(
                definition.Id, definition.Spec.Name, definition.SpecText, Record.SpecPath, definition.DatasetHash,
                Services.Time.GetUtcNow(), Record.Priority);
            _parts[record.Id] = null;
            _submitting.Add(record.Id);
            Context.Parent.Tell(new SubmitSweep(part, record, _trace));
        }
    }

    private void Hold()
    {
        Measure();
        ToParts(_state.Status == SweepStatus.Paused ? new Pause() : new Cancel());
    }

    private void ToParts(SweepCommand command)
    {
        foreach (var id in _parts.Keys)
            Context.Parent.Tell(new SweepRequest(id, command), ActorRefs.Nobody);
    }

    // A part whose submission was on the way when the search was paused or given up hears of it now.
    private void OnPartSubmitted(SweepStanding standing)
    {
        _submitting.Remove(standing.Record.Id);
        if (standing.Status != SweepStatus.Running || !_parts.ContainsKey(standing.Record.Id))
            return;
        if (_state.Status == SweepStatus.Paused)
            Context.Parent.Tell(new SweepRequest(standing.Record.Id, new Pause()), ActorRefs.Nobody);
        else if (_state.Status == SweepStatus.Cancelled)
            Context.Parent.Tell(new SweepRequest(standing.Record.Id, new Cancel()), ActorRefs.Nobody);
    }

    // Whether a sweep of the round was really given up: a state that is shown may be older than its submission.
    private void CheckPart(string id)
    {
        var submission = _submission;
        _ = Context.Parent.Ask<SweepStanding>(new GetStanding(id), AnswerLimit).PipeTo(
            Self, success: standing => new PartChecked(standing.Status, submission),
            failure: _ => new PartChecked(SweepStatus.None, submission));
    }

    private void OnPartChecked(PartChecked part)
    {
        if (part.Status != SweepStatus.Cancelled || part.Submission != _submission
            || _state.Status != SweepStatus.Running)
            return;
        Carry(new PauseSearch(), () =>
        {
            Hold();
            Trouble(RoundCancelled);
        });
    }

    private void OnPartRefused(Status.Failure failure)
    {
        if (_state.Status != SweepStatus.Running)
            return;
        Trouble(failure.Cause.Message);
        AgainLater();
    }

    private void OnProgress(SweepProgress progress)
    {
        if (!_parts.ContainsKey(progress.SweepId) || _reading)
            return;
        _parts[progress.SweepId] = progress;
        if (_parts.Values.All(part => part?.Status == SweepStatus.Completed))
        {
            ReadRound();
        }
        else if (progress.Status == SweepStatus.Cancelled && _state.Status == SweepStatus.Running
            && !_submitting.Contains(progress.SweepId))
        {
            CheckPart(progress.SweepId);
        }

        ReportSoon();
    }

    private void ReadRound()
    {
        _reading = true;
        Measure();
        _ = ReadAsync(_round, Services.Store).PipeTo(
            Self, success: results => new RoundRead(results), failure: error => new RoundUnread(error.Message));
    }

    private static async Task<IReadOnlyList<IReadOnlyList<TrialResult?>>> ReadAsync(
        IReadOnlyList<SweepPlan> round, IResultStore store)
    {
        var results = new List<IReadOnlyList<TrialResult?>>();
        foreach (var part in round)
        {
            var trials = new List<TrialResult?>();
            await foreach (var trial in GridLookup.ReadAsync(part, store, CancellationToken.None).ConfigureAwait(false))
                trials.Add(trial.Result?.Result);
            results.Add(trials);
        }

        return results;
    }

    private void OnRoundRead(RoundRead read)
    {
        double?[] scores = [.. _proposals.Select(proposal => _plan!.ScoreOf(proposal, _round, read.Results))];
        var trials = read.Results.Sum(part => (long)part.Count);
        var failed = read.Results.Sum(part => part.LongCount(result => result is null));
        Carry(new EndRound(scores, trials - failed, failed, _spent.TotalSeconds), () =>
        {
            _sampler!.Tell(scores);
            _fromStore += _parts.Values.Sum(part => part?.FromStore ?? 0);
            (_round, _spent, _reading) = ([], TimeSpan.Zero, false);
            _parts.Clear();
            _submitting.Clear();
            Advance();
            ReportSoon();
        });
    }

    private void OnRoundUnread(RoundUnread failed)
    {
        _reading = false;
        Trouble(failed.Error);
        AgainLater();
    }

    private void AgainLater() =>
        Timers.StartSingleTimer(TryAgain.Instance, TryAgain.Instance, Services.Options.StoreRetryDelay);

    private void Measure()
    {
        if (_since is { } since)
            _spent += Services.Time.GetElapsedTime(since);
        _since = null;
    }

    protected override void Trouble(string problem)
    {
        _problem = problem;
        Report();
    }

    private void ReportSoon()
    {
        if (!Timers.IsTimerActive(ReportDue.Instance))
            Timers.StartSingleTimer(ReportDue.Instance, ReportDue.Instance, Services.Options.ReportDelay);
    }

    private void Report()
    {
        if (_sampler is null)
            return;
        var parts = _parts.Values.OfType<SweepProgress>().ToList();
        Services.Progress.Tell(new SweepProgress
        {
            IsSearch = true,
            SweepId = Record.Id,
            Name = Record.Name,
            Status = _state.Status,
            Total = Total,
            Completed = Completed,
            FromStore = _fromStore + parts.Sum(part => part.FromStore),
            Failed = Failed,
            StartedAt = _startedAt,
            Running = [.. parts.SelectMany(part => part.Running)],
            MeanByModel = Best(),
            Errors = [.. parts.SelectMany(part => part.Errors).TakeLast(ErrorsShown)],
            StoreError = _problem ?? parts.Select(part => part.StoreError).FirstOrDefault(error => error is not null),
        });
    }

    // What leads at the moment stands where a sweep shows its models.
    private IReadOnlyList<ModelMean> Best()
    {
        if (_sampler!.Best is not { Score: { } score } best)
            return [];
        var settings = _plan!.Search.Space.Dimensions.Zip(best.Proposal.Values, (d, value) => $"{d.Name}={value}");
        var shown = Sweeps.Catalog.MetricNames.SmallerIsBetter(_plan.Search.Metric) ? -score : score;
        return [new ModelMean($"best so far: {string.Join(' ', settings)}", shown, _plan.TrialsPerProposal)];
    }

    private sealed record RoundRead(IReadOnlyList<IReadOnlyList<TrialResult?>> Results);

    private sealed record PartChecked(SweepStatus Status, int Submission);

    private sealed record RoundUnread(string Error);

    private sealed record TryAgain
    {
        public static TryAgain Instance { get; } = new();
    }

    private sealed record ReportDue
    {
        public static ReportDue Instance { get; } = new();
    }
}
