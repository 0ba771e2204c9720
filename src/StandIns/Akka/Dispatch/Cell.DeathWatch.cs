namespace Akka.Actor;

internal sealed partial class Cell
{
    private Dictionary<IActorRef, object?>? _watching;
    private HashSet<ActorRefBase>? _watchers;
    private HashSet<IActorRef>? _noticesQueued;

    public IActorRef Watch(IActorRef subject) => StartWatch(subject, message: null);

    public IActorRef WatchWith(IActorRef subject, object message) => StartWatch(subject, message);

    public IActorRef Unwatch(IActorRef subject)
    {
        if (_watching?.Remove(subject) == true && subject is ActorRefBase reference)
        {
            reference.SendSystem(new UnwatchActor(SelfRef));
        }
        _noticesQueued?.Remove(subject);
        return subject;
    }

    public void AddWatcher(ActorRefBase watcher) => (_watchers ??= []).Add(watcher);

    public void RemoveWatcher(ActorRefBase watcher) => _watchers?.Remove(watcher);

    public void HasDied(ActorRefBase actor)
    {
        var wasChild = RemoveChild(actor);
        if (_watching is not null && _watching.Remove(actor, out var own) && !_terminating)
        {
            (_noticesQueued ??= []).Add(actor);
            var inner = own ?? new Terminated(actor, existenceConfirmed: true, addressTerminated: false);
            Send(new DeathNotice(actor, inner), actor);
        }
        if (!wasChild)
        {
            return;
        }
        if (_terminating && !HasChildren())
        {
            FinishTerminate();
        }
        else if (!_terminating && _recreateCause is not null && !AnyStopping())
        {
            FinishRecreate();
        }
    }

    private IActorRef StartWatch(IActorRef subject, object? message)
    {
        if (subject.Equals(SelfRef) || subject is not ActorRefBase reference)
        {
            return subject;
        }
        _watching ??= [];
        if (_watching.TryGetValue(subject, out var present))
        {
            return Equals(present, message)
                ? subject
                : throw new InvalidOperationException(
                    $"Watch({SelfRef}, {subject}) termination message was not overwritten; Unwatch first.");
        }
        _watching.Add(subject, message);
        reference.SendSystem(new WatchActor(SelfRef));
        return subject;
    }

    private void NotifyWatchers()
    {
        foreach (var watcher in _watchers ?? [])
        {
            if (!ReferenceEquals(watcher, ParentRef))
            {
                watcher.SendSystem(new ActorDied(SelfRef));
            }
        }
        foreach (var watched in _watching?.Keys.OfType<ActorRefBase>() ?? [])
        {
            watched.SendSystem(new UnwatchActor(SelfRef));
        }
        _watchers = null;
        _watching = null;
    }
}
