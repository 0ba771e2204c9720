using Akka.Actor;

namespace Akka.Cluster;

/// <summary>
/// Runs the singleton as its child while the node leads. A singleton that stops by itself stays away until the next
/// leadership.
/// </summary>
internal sealed class SingletonManager(ClusterNode node, string name, Props props, object terminationMessage)
    : UntypedActor
{
    private readonly List<TaskCompletionSource> _awaiting = [];
    private IActorRef? _singleton;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case StartSingleton when _singleton is null:
                _singleton = Context.Watch(Context.ActorOf(props, "singleton"));
                node.Place(name, _singleton);
                break;
            case StopSingleton stop when _singleton is null:
                stop.Ended.TrySetResult();
                break;
            case StopSingleton stop:
                _awaiting.Add(stop.Ended);
                node.Place(name, here: null);
                if (stop.IsHandOver)
                {
                    _singleton.Tell(terminationMessage);
                }
                else
                {
                    Context.Stop(_singleton);
                }
                break;
            case Terminated:
                _singleton = null;
                node.Place(name, here: null);
                TellEnd();
                break;
            default:
                break;
        }
    }

    /// <summary>The children have ended before this is called.</summary>
    protected override void PostStop() => TellEnd();

    private void TellEnd()
    {
        _awaiting.ForEach(a => a.TrySetResult());
        _awaiting.Clear();
    }
}
