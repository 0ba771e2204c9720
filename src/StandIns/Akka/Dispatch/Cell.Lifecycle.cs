namespace Akka.Actor;

internal sealed partial class Cell
{
    private int _suspended;
    private bool _failed;
    private bool _terminating;
    private Exception? _recreateCause;
    private SupervisorStrategy? _strategy;
    private TimerScheduler? _timers;

    public bool IsTerminated => _closed;

    /// <summary>Whether the cell is on its way out.</summary>
    public bool IsTerminating => _terminating;

    public void Create()
    {
        try
        {
            NewActor();
            _actor!.AroundPreStart();
        }
        catch (Exception cause) when (cause is not ActorInitializationException)
        {
            throw new ActorInitializationException(SelfRef, "Exception during creation", cause);
        }
    }

    public void Suspend()
    {
        _suspended++;
        SuspendChildren();
    }

    public void Resume()
    {
        if (_actor is null && _recreateCause is null && !_terminating)
        {
            Recreate(new ActorInitializationException(SelfRef, "Resumed without an instance"));
            return;
        }
        _failed = false;
        _suspended = Math.Max(0, _suspended - 1);
        foreach (var child in ChildRefs())
        {
            child.SendSystem(new ResumeActor());
        }
    }

    public void Recreate(Exception cause)
    {
        if (_terminating || (_actor is null && _recreateCause is not null))
        {
            return;
        }
        if (_actor is { } failed)
        {
            _timers?.CancelAll();
            try
            {
                failed.AroundPreRestart(cause, _message!);
            }
#pragma warning disable CA1031 // the instance goes anyway
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                LocalSystem.LogError(SelfRef, thrown, "Exception before restart");
            }
            finally
            {
                ReleaseStash(failed);
            }
        }
        _actor = null;
        _asyncTask = null;
        _message = null;
        _sender = null;
        _recreateCause = cause;
        if (!AnyStopping())
        {
            FinishRecreate();
        }
    }

    public void Terminate()
    {
        if (_terminating)
        {
            return;
        }
        _terminating = true;
        _suspended++;
        _timers?.CancelAll();
        CancelReceiveTimeout();
        foreach (var child in ChildRefs())
        {
            Stop(child);
        }
        if (!HasChildren())
        {
            FinishTerminate();
        }
    }

    private void NewActor()
    {
        _behavior = static _ => false;
        _lower.Clear();
        _plainType = null;
        var actor = Props.NewActor() ?? throw new ActorInitializationException(SelfRef, "The recipe made no actor");
        if (actor is IWithTimers timed)
        {
            timed.Timers = _timers ??= new TimerScheduler(this);
        }
        if (actor is IWithUnboundedStash stashing)
        {
            stashing.Stash = new ActorStash(this);
        }
        _actor = actor;
        _strategy = null;
        actor.Constructed();
    }

    private void FinishRecreate()
    {
        var cause = _recreateCause!;
        _recreateCause = null;
        _failed = false;
        _suspended = 0;
        var survivors = ChildRefs();
        try
        {
            NewActor();
            _actor!.AroundPostRestart(cause, message: null!);
        }
        catch (Exception thrown)
        {
            throw new PostRestartException(SelfRef, thrown, cause);
        }
        foreach (var survivor in survivors)
        {
            survivor.SendSystem(new RecreateActor(cause));
        }
    }

    private void FinishTerminate()
    {
        var actor = _actor;
        try
        {
            actor?.AroundPostStop();
        }
#pragma warning disable CA1031 // the actor goes anyway
        catch (Exception cause)
#pragma warning restore CA1031
        {
            LocalSystem.LogError(SelfRef, cause, "Exception while stopping");
        }
        if (actor is not null)
        {
            ReleaseStash(actor);
        }
        _actor = null;
        _asyncTask = null;
        _behavior = static _ => false;
        _closed = true;
        DrainToDeadLetters();
        ParentRef.SendSystem(new ActorDied(SelfRef));
        NotifyWatchers();
        LocalSystem.EventStream.Unsubscribe(SelfRef);
    }

    private static void ReleaseStash(ActorBase actor)
    {
        actor.ReleaseInternalStash();
        (actor as IWithUnboundedStash)?.Stash?.UnstashAll();
    }
}
