using Akka.Actor;

namespace Akka.Cluster;

/// <summary>The node leads: start the singleton.</summary>
internal sealed record StartSingleton : IInternalMessage;

/// <summary>Stop the singleton: at once, or by its own message.</summary>
internal sealed record StopSingleton(TaskCompletionSource Ended, bool IsHandOver) : IInternalMessage;

/// <summary>Where the singleton is now: here, on another node, or nobody knows.</summary>
internal sealed record SingletonPlaced(IActorRef? Here, bool IsElsewhere) : IInternalMessage;
