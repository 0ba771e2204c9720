using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>
/// One actor's surroundings: mailbox, state, children. Everything but <see cref="Send"/> and <see cref="SendSystem"/>
/// runs on the cell's turn, one turn at a time.
/// </summary>
internal sealed partial class Cell : IUntypedActorContext, IThreadPoolWorkItem, IRunnable
{
    [ThreadStatic]
    private static Cell? _current;

    private readonly Stack<Receive> _lower = new(0);
    private ActorBase? _actor;
    private Receive _behavior = static _ => false;

    public Cell(LocalActorSystem system, Props props, LocalActorRef self, ActorRefBase parent)
    {
        LocalSystem = system;
        Props = props;
        SelfRef = self;
        ParentRef = parent;
    }

    /// <summary>The cell whose turn runs on this thread.</summary>
    public static Cell? Current => _current;

    public LocalActorSystem LocalSystem { get; }

    public Props Props { get; }

    public LocalActorRef SelfRef { get; }

    public ActorRefBase ParentRef { get; }

    public IActorRef Self => SelfRef;

    public IActorRef Parent => ParentRef;

    public ActorSystem System => LocalSystem;

    public IActorRef Sender => _sender ?? LocalSystem.DeadLetters;

    /// <summary>Called by the actor's base constructor.</summary>
    public void SetInitialBehavior(Receive receive)
    {
        _lower.Clear();
        _behavior = receive;
    }

    public void Become(Receive receive) => _behavior = receive;

    public void BecomeStacked(Receive receive)
    {
        _lower.Push(_behavior);
        _behavior = receive;
    }

    public void UnbecomeStacked()
    {
        if (_lower.TryPop(out var below))
        {
            _behavior = below;
        }
    }

    public void Become(UntypedReceive receive) => Become(Handled(receive));

    public void BecomeStacked(UntypedReceive receive) => BecomeStacked(Handled(receive));

    private static Receive Handled(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };

    public void Stop(IActorRef child)
    {
        if (child is not ActorRefBase reference)
        {
            return;
        }
        MarkStopping(reference);
        reference.SendSystem(new TerminateActor());
    }
}
