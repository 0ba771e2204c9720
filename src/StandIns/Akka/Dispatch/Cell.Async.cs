namespace Akka.Actor;

internal sealed partial class Cell
{
    private Task? _asyncTask;
    private ActorSynchronizationContext? _asyncContext;

    /// <summary>Whether a handler is awaiting; no other message is handled meanwhile.</summary>
    public bool IsAsyncPending => _asyncTask is not null;

    /// <summary>Runs a handler that may await; each part of it runs on the cell's turn.</summary>
    public void RunTask(Func<Task> action)
    {
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_asyncContext ??= new ActorSynchronizationContext(this));
        Task task;
        try
        {
            task = action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
            return;
        }
        _asyncTask = task;
        _ = task.ContinueWith(
            ended => SendSystem(new AsyncDone(ended)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public void Continue(SendOrPostCallback callback, object? state)
    {
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_asyncContext);
        try
        {
            callback(state);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    public void AsyncHasEnded(Task task)
    {
        if (!ReferenceEquals(_asyncTask, task))
        {
            return;
        }
        _asyncTask = null;
        try
        {
            task.GetAwaiter().GetResult();
            _actor?.AsyncHandled();
        }
#pragma warning disable CA1031 // whatever an actor throws is its supervisor's matter
        catch (Exception cause)
#pragma warning restore CA1031
        {
            Fail(cause);
        }
        if (_asyncTask is null && !_failed)
        {
            _message = null;
            _sender = null;
        }
    }
}
