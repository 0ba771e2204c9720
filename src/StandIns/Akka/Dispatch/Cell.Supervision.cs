namespace Akka.Actor;

internal sealed partial class Cell
{
    private SupervisorStrategy Strategy =>
        _strategy ??= Props.SupervisorStrategy ?? _actor?.Strategy() ?? SupervisorStrategy.DefaultStrategy;

    /// <summary>Suspends the cell and its children until the supervisor has decided.</summary>
    public void Fail(Exception cause)
    {
        if (_failed || _terminating)
        {
            LocalSystem.LogError(SelfRef, cause, cause.Message);
            return;
        }
        _failed = true;
        _suspended++;
        SuspendChildren();
        ParentRef.SendSystem(new ChildFailed(SelfRef, cause));
    }

    public void ChildHasFailed(ActorRefBase child, Exception cause)
    {
        if (FindChild(child) is not { } record)
        {
            return;
        }
        if (!Strategy.HandleFailure(this, record, cause))
        {
            Fail(cause);
        }
    }

    private void SuspendChildren()
    {
        foreach (var child in ChildRefs())
        {
            child.SendSystem(new SuspendActor());
        }
    }
}
