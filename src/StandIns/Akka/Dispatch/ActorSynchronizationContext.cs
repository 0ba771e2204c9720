namespace Akka.Actor;

/// <summary>Brings the continuations of an async handler back to its actor's turn.</summary>
internal sealed class ActorSynchronizationContext(Cell cell) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => cell.SendSystem(new ContinueAsync(d, state));

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("An actor's turn cannot be waited for.");

    public override SynchronizationContext CreateCopy() => this;
}
