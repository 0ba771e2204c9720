namespace Akka.Actor;

/// <summary>What the system tells a cell; goes before all ordinary messages.</summary>
internal abstract class SystemMessage
{
    /// <summary>Next in the cell's list.</summary>
    public SystemMessage? Next;

    /// <summary>Done on the cell's turn.</summary>
    public abstract void Apply(Cell cell);

    /// <summary>Done instead when the cell is gone.</summary>
    public virtual void ApplyToDead(ActorRefBase self)
    {
    }
}

internal sealed class CreateActor : SystemMessage
{
    public override void Apply(Cell cell) => cell.Create();
}

internal sealed class TerminateActor : SystemMessage
{
    public override void Apply(Cell cell) => cell.Terminate();
}

internal sealed class SuspendActor : SystemMessage
{
    public override void Apply(Cell cell) => cell.Suspend();
}

internal sealed class ResumeActor : SystemMessage
{
    public override void Apply(Cell cell) => cell.Resume();
}

internal sealed class RecreateActor(Exception cause) : SystemMessage
{
    public override void Apply(Cell cell) => cell.Recreate(cause);
}

internal sealed class ChildFailed(ActorRefBase child, Exception cause) : SystemMessage
{
    public override void Apply(Cell cell) => cell.ChildHasFailed(child, cause);
}

internal sealed class WatchActor(ActorRefBase watcher) : SystemMessage
{
    public override void Apply(Cell cell) => cell.AddWatcher(watcher);

    public override void ApplyToDead(ActorRefBase self) => watcher.SendSystem(new ActorDied(self));
}

internal sealed class UnwatchActor(ActorRefBase watcher) : SystemMessage
{
    public override void Apply(Cell cell) => cell.RemoveWatcher(watcher);
}

internal sealed class ActorDied(ActorRefBase actor) : SystemMessage
{
    public ActorRefBase Actor { get; } = actor;

    public override void Apply(Cell cell) => cell.HasDied(Actor);
}

internal sealed class ContinueAsync(SendOrPostCallback callback, object? state) : SystemMessage
{
    public override void Apply(Cell cell) => cell.Continue(callback, state);

    /// <summary>The actor is gone, but what it awaited must still run to its finally blocks.</summary>
    public override void ApplyToDead(ActorRefBase self) =>
        self.LocalSystem!.Run(() => callback(state));
}

internal sealed class AsyncDone(Task task) : SystemMessage
{
    public override void Apply(Cell cell) => cell.AsyncHasEnded(task);
}
