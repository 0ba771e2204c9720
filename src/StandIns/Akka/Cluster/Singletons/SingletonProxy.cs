using Akka.Actor;

namespace Akka.Cluster;

/// <summary>
/// Hands all it gets to the singleton of this node. Keeps it while nobody leads, dropping the oldest when there is too
/// much; what comes while another node leads goes to dead letters.
/// </summary>
internal sealed class SingletonProxy(ClusterNode node, string name, int bufferSize) : UntypedActor
{
    private readonly Queue<(object Message, IActorRef Sender)> _kept = new();
    private SingletonPlaced _place = new(Here: null, IsElsewhere: false);

    protected override void PreStart() => node.AddProxy(name, Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SingletonPlaced place:
                _place = place;
                if (place.Here is not null || place.IsElsewhere)
                {
                    Empty();
                }
                break;
            case var _ when _place.Here is { } here:
                here.Tell(message, Sender);
                break;
            case var _ when _place.IsElsewhere || bufferSize == 0:
                Drop(message, Sender);
                break;
            default:
                if (_kept.Count == bufferSize)
                {
                    var (oldest, sender) = _kept.Dequeue();
                    Drop(oldest, sender);
                }
                _kept.Enqueue((message, Sender));
                break;
        }
    }

    private void Empty()
    {
        while (_kept.TryDequeue(out var kept))
        {
            if (_place.Here is { } here)
            {
                here.Tell(kept.Message, kept.Sender);
            }
            else
            {
                Drop(kept.Message, kept.Sender);
            }
        }
    }

    private static void Drop(object message, IActorRef sender) => Context.System.DeadLetters.Tell(message, sender);
}
