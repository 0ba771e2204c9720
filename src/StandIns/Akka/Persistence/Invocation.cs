using Akka.Actor;

namespace Akka.Persistence;

/// <summary>
/// A handler that waits for its event to be stored, or for its turn if the event is not to be stored.
/// </summary>
internal sealed record Invocation(
    object Event, Action<object> Handler, IActorRef? Sender, bool IsStashing, bool IsDeferred);
