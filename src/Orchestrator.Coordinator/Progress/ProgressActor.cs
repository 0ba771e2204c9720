using Akka.Actor;

namespace Orchestrator.Coordinator.Progress;

/// <summary>
/// Fans progress out. Watchers bring a channel that keeps only the newest state, so a slow one never builds up a
/// backlog and never slows a sweep.
/// </summary>
internal sealed class ProgressActor : ReceiveActor
{
    private readonly Dictionary<string, SweepProgress> _newest = [];
    private readonly List<Watch> _watchers = [];

    public ProgressActor()
    {
        Receive<SweepProgress>(OnProgress);
        Receive<Watch>(OnWatch);
        Receive<Unwatch>(gone => _watchers.RemoveAll(w => w.Watcher == gone.Watcher));
    }

    public static Props Props() => Akka.Actor.Props.Create(() => new ProgressActor());

    private void OnProgress(SweepProgress progress)
    {
        _newest[progress.SweepId] = progress;
        _watchers.RemoveAll(w => Concerns(w, progress) && !w.Watcher.TryWrite(progress));
    }

    private void OnWatch(Watch watch)
    {
        _watchers.Add(watch);
        foreach (var progress in _newest.Values.Where(p => Concerns(watch, p)))
            watch.Watcher.TryWrite(progress);
    }

    private static bool Concerns(Watch watch, SweepProgress progress) =>
        watch.SweepId is null || watch.SweepId == progress.SweepId;
}
