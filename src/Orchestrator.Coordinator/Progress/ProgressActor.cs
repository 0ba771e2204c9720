using Akka.Actor;
using Orchestrator.Coordinator.Diagnostics;

namespace Orchestrator.Coordinator.Progress;

/// <summary>
/// Fans progress out. Watchers keep only the newest state, so a slow one never builds up a backlog and never slows a
/// sweep. With many watchers each is told less often, so that all together cost a bounded share of the machine; the
/// state in which a sweep is finished goes out at once.
/// </summary>
internal sealed class ProgressActor : ReceiveActor, IWithTimers
{
    private const int StatesPerSecond = 500;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, SweepProgress> _newest = [];
    private readonly HashSet<string> _untold = [];
    private readonly Dictionary<NewestStates, string?> _watchers = [];
    private SweepCensus _census;

    public ProgressActor()
    {
        Receive<SweepProgress>(OnProgress);
        Receive<Watch>(OnWatch);
        Receive<Unwatch>(OnUnwatch);
        Receive<SweepPutAway>(m => OnPutAway(m.SweepId));
        Receive<TellDue>(_ => TellAll());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props() => Akka.Actor.Props.Create(() => new ProgressActor());

    protected override void PostStop()
    {
        Instruments.Watchers.Add(-_watchers.Count);
        Instruments.RecordSweeps(default);
        foreach (var watcher in _watchers.Keys)
            watcher.End(new Leadership.NotLeadingException(leaderAddress: null));
        base.PostStop();
    }

    private void OnProgress(SweepProgress progress)
    {
        Count(progress.SweepId, progress);
        _newest[progress.SweepId] = progress;
        _untold.Add(progress.SweepId);
        Context.System.EventStream.Publish(progress);
        if (progress.IsFinished || progress.StoreError is not null)
            TellAll();
        else if (!Timers.IsTimerActive(TellDue.Instance))
            TellAll();
    }

    private void OnPutAway(string sweepId)
    {
        Count(sweepId, null);
        _newest.Remove(sweepId);
    }

    private void Count(string sweepId, SweepProgress? now)
    {
        var before = _newest.GetValueOrDefault(sweepId);
        _census += SweepCensus.Of(now) - SweepCensus.Of(before);
        Instruments.RecordSweeps(_census);
        if (before is { IsFinished: false } && now is { IsFinished: true })
            SweepTelemetry.Ended(now.Status);
    }

    private void TellAll()
    {
        Timers.Cancel(TellDue.Instance);
        if (_untold.Count == 0)
            return;
        foreach (var (watcher, sweep) in _watchers)
        {
            foreach (var id in _untold)
            {
                if ((sweep is null || sweep == id) && _newest.TryGetValue(id, out var progress))
                    watcher.Put(progress);
            }
        }

        _untold.Clear();
        var pause = TimeSpan.FromSeconds((double)_watchers.Count / StatesPerSecond);
        Timers.StartSingleTimer(
            TellDue.Instance, TellDue.Instance, pause > ShortestPause ? pause : ShortestPause);
    }

    private void OnUnwatch(Unwatch gone)
    {
        if (_watchers.Remove(gone.Watcher))
            Instruments.Watchers.Add(-1);
    }

    private void OnWatch(Watch watch)
    {
        _watchers[watch.Watcher] = watch.SweepId;
        Instruments.Watchers.Add(1);
        foreach (var progress in _newest.Values)
        {
            if (watch.SweepId is null || watch.SweepId == progress.SweepId)
                watch.Watcher.Put(progress);
        }
    }

    private sealed record TellDue
    {
        public static TellDue Instance { get; } = new();
    }
}
