using Akka.Actor;
using Orchestrator.Coordinator.Diagnostics;
using Orchestrator.Coordinator.Placement;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Results;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Submission;

/// <summary>
/// How a sweep looks its trials up in the store: those to be run a page ahead of the scheduler, those that the journal
/// holds for done in the background; and how it tells watchers.
/// </summary>
internal sealed partial class SweepActor
{
    /// <summary>No more is looked up while so many parts wait for a worker.</summary>
    private const int EnoughWaiting = 2_000;

    private SweepWork? _work;
    private SweepReport? _report;
    private StoredCheck? _check;
    private int _waiting;
    private bool _looking;
    private bool _checking;
    private bool _storingFailures;
    private bool _finalShown;

    // False where this version of the program cannot run the sweep.
    private bool Begin()
    {
        if (_report is not null)
            return true;
        if (!TryReadPlan())
        {
            Trouble(_unreadable!);
            return false;
        }

        _report = new SweepReport(_plan!, Services.Time.GetUtcNow()) { FromStore = _state.Completed };
        _work = new SweepWork(_plan!, _state, _leases);
        _check = new StoredCheck(_state.ToSnapshot().Completed);
        CheckStored();

        // The journal may have been the only one to hear of a failure before the coordinator died.
        foreach (var (trial, failure) in _state.Failures.Where(failed => failed.Value.IsFinal))
            Store(trial, failure);
        return true;
    }

    // What the scheduler has of the sweep is taken back first: nothing waits there twice.
    private void Offer()
    {
        Services.Scheduler.Tell(new SweepWithdrawn(Record.Id));
        _waiting = 0;
        _work!.Restart();
        LookAhead();
        Report();
    }

    private void LookAhead()
    {
        while (_state.Status == SweepStatus.Running && _work is { HasMore: true } && !_looking
            && _waiting < EnoughWaiting)
        {
            var page = _work.NextPage();
            if (page.Unknown.Count == 0)
            {
                Offer(page);
                continue;
            }

            _looking = true;
            _ = StoreLookup.FindAsync(_plan!, Services.Store, page.Unknown).PipeTo(
                Self, success: found => new PageLookedUp(page, found),
                failure: error => new LookupFailed(error.Message, new PageLookedUp(page, [])));
        }
    }

    private void OnLookedUp(PageLookedUp looked)
    {
        _looking = false;
        _report!.Problem = null;
        _work!.LookedUp(looked.Page);
        foreach (var (trial, accuracy) in looked.Found)
            _report!.Count(trial, accuracy);
        var before = _state.Completed;
        Carry(new RecordCompleted(TrialRange.Of(looked.Found.Select(found => found.Trial))), () =>
        {
            _report!.FromStore += _state.Completed - before;
            Instruments.TrialsCached.Add(_state.Completed - before);
            if (_state.Status == SweepStatus.Running)
                Offer(looked.Page);
            LookAhead();
            ReportSoon();
        });
    }

    private void Offer(WorkPage page) =>
        Offer([.. page.Bundles.SelectMany(bundle => _work!.Offers(_plan!.Whole(bundle)))]);

    private void Offer(List<PendingPart> parts)
    {
        _waiting += parts.Count;
        var spec = _plan!.Definition.Spec;
        var claim = new SweepClaim(
            Record.Id, Self, Record.Priority, spec.Needs, _plan.Definition.DatasetHash);
        Services.Scheduler.Tell(new PartsOffered(claim, parts, _looking || _work!.HasMore));
    }

    private void CheckStored()
    {
        if (_checking || _check is not { IsDone: false } check)
            return;
        _checking = true;
        var page = check.NextPage();
        _ = StoreLookup.FindAsync(_plan!, Services.Store, page).PipeTo(
            Self, success: found => new StoredChecked(page, found),
            failure: error => new LookupFailed(error.Message, new StoredChecked(page, [])));
    }

    private void OnChecked(StoredChecked page)
    {
        _checking = false;
        _report!.Problem = null;
        _check!.Checked();
        foreach (var (trial, accuracy) in page.Found)
            _report!.Count(trial, accuracy);
        CheckStored();
        if (page.Found.Count == page.Asked.Count)
        {
            ReportSoon();
            return;
        }

        var stored = page.Found.Select(found => found.Trial).ToHashSet();
        var missing = page.Asked.Where(trial => !stored.Contains(trial)).ToList();
        _report!.FromStore = Math.Max(0, _report.FromStore - missing.Count);
        Carry(new RecordMissing(TrialRange.Of(missing)), Offer);
    }

    private void OnLookupFailed(LookupFailed failed)
    {
        Trouble(failed.Error);
        if (failed.What is PageLookedUp)
        {
            _looking = false;
            _work!.Restart();
            Timers.StartSingleTimer(LookupDue.Instance, LookupDue.Instance, Services.Options.StoreRetryDelay);
        }
        else
        {
            _checking = false;
            Timers.StartSingleTimer(CheckDue.Instance, CheckDue.Instance, Services.Options.StoreRetryDelay);
        }
    }

    private void OnStoreHealth(StoreHealth health)
    {
        if (_report is null)
            return;
        _report.StoreProblem = health.Error;
        Report();
    }

    private void OnPlacementWaits(PlacementWaits waits)
    {
        if (_report is null)
            return;
        _report.Waiting = waits.Reason;
        Report();
    }

    protected override void Trouble(string problem)
    {
        if (_report is not null)
            _report.Problem = problem;
        Report();
    }

    private void OnShow()
    {
        if (!Begin())
        {
            Sender.Tell(new Status.Failure(new SweepUnreadableException(_unreadable!)));
            return;
        }

        Report();
        Answer();
    }

    private void ReportSoon()
    {
        if (!Timers.IsTimerActive(ReportDue.Instance))
            Timers.StartSingleTimer(ReportDue.Instance, ReportDue.Instance, Services.Options.ReportDelay);
    }

    private void OnFailuresStored()
    {
        _storingFailures = false;
        Report();
    }

    // A sweep that is done is shown as such when its failures are stored and its results have been looked through:
    // until then it may turn out that the store has lost some.
    private void Report()
    {
        if (_report is null || (!IsOpen && !_finalShown && (_storingFailures || _check is { IsDone: false })))
            return;
        _finalShown = !IsOpen;
        Services.Progress.Tell(_report.ToProgress(Record, _state, _leases));
    }

    private sealed record PageLookedUp(WorkPage Page, IReadOnlyList<FoundTrial> Found);

    private sealed record StoredChecked(IReadOnlyList<long> Asked, IReadOnlyList<FoundTrial> Found);

    private sealed record LookupFailed(string Error, object What);

    private sealed record LookupDue
    {
        public static LookupDue Instance { get; } = new();
    }

    private sealed record CheckDue
    {
        public static CheckDue Instance { get; } = new();
    }

    private sealed record ReportDue
    {
        public static ReportDue Instance { get; } = new();
    }
}
