namespace Orchestrator.Journal.Writing;

/// <summary>One caller's write, waiting for its transaction.</summary>
/// <param name="Records">How many records it holds.</param>
/// <param name="Write">What it writes.</param>
/// <param name="Cancellation">Cancels it as long as its transaction has not begun.</param>
/// <typeparam name="TWrite">What the store's writer takes.</typeparam>
internal sealed record WriteRequest<TWrite>(int Records, TWrite Write, CancellationToken Cancellation)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the transaction did.</summary>
    public Task Done => _done.Task;

    /// <summary>Its transaction is durable.</summary>
    public void Succeed() => _done.TrySetResult();

    /// <summary>Its transaction was taken back.</summary>
    public void Fail(Exception reason) => _done.TrySetException(reason);

    /// <summary>Ends it if it was cancelled; true when it was.</summary>
    public bool EndIfCancelled() => Cancellation.IsCancellationRequested && _done.TrySetCanceled(Cancellation);
}
