namespace Akka.Actor;

internal sealed partial class Cell
{
    private const int Idle = 0;
    private const int Scheduled = 1;

    private readonly MailboxQueue _queue = new();
    private LinkedList<Envelope>? _front;
    private SystemMessage? _systemMessages;
    private int _status;
    private volatile bool _closed;
    private object? _message;
    private IActorRef? _sender;
    private Type? _plainType;

    /// <summary>The message at hand, also while an async handler is under way.</summary>
    public object? CurrentMessage => _message;

    public Envelope CurrentEnvelope => new() { Message = _message!, Sender = _sender };

    /// <summary>Makes another the sender, until the end of the message at hand.</summary>
    public void AnswerTo(IActorRef? sender) => _sender = sender;

    private bool CanRunUser => _suspended == 0 && _asyncTask is null && _actor is not null && !_closed;

    public void Send(object message, IActorRef? sender)
    {
        if (message is null)
        {
            throw new InvalidMessageException();
        }
        if (_closed)
        {
            LocalSystem.ToDeadLetters(message, sender, SelfRef);
            return;
        }
        _queue.Enqueue(message, sender);
        if (_status == Idle)
        {
            Schedule();
        }
    }

    public void SendSystem(SystemMessage message)
    {
        SystemMessage? head;
        do
        {
            head = Volatile.Read(ref _systemMessages);
            message.Next = head;
        }
        while (Interlocked.CompareExchange(ref _systemMessages, message, head) != head);
        Schedule();
    }

    /// <summary>Puts messages before all that wait, in their order.</summary>
    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        _front ??= new LinkedList<Envelope>();
        foreach (var envelope in envelopes.Reverse())
        {
            _front.AddFirst(envelope);
        }
    }

    public void Prepend(Envelope envelope) => (_front ??= new LinkedList<Envelope>()).AddFirst(envelope);

    /// <summary>One turn, on a dispatcher of the program's own.</summary>
    public void Run() => Execute();

    /// <summary>One turn.</summary>
    public void Execute()
    {
        var previous = _current;
        _current = this;
        var pending = false;
        try
        {
            RunSystemMessages();
            if (CanRunUser)
            {
                RunUserMessages();
            }
            else if (_closed)
            {
                DrainToDeadLetters();
            }
            pending = CanRunUser && _front is { Count: > 0 };
        }
        finally
        {
            _current = previous;
        }
        var canRun = CanRunUser || _closed;
        Interlocked.Exchange(ref _status, Idle);
        if (pending || Volatile.Read(ref _systemMessages) is not null || (canRun && _queue.HasItems))
        {
            Schedule();
        }
    }

    private void Schedule()
    {
        if (Interlocked.CompareExchange(ref _status, Scheduled, Idle) == Idle)
        {
            if (LocalSystem.OwnDispatcher is { } dispatcher)
            {
                dispatcher.Schedule(this);
            }
            else
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }
    }

    private void RunUserMessages()
    {
        var most = LocalSystem.Throughput;
        for (var i = 0; i < most; i++)
        {
            if (!TryTake(out var envelope))
            {
                return;
            }
            Invoke(envelope);
            if (_systemMessages is not null)
            {
                RunSystemMessages();
            }
            if (!CanRunUser)
            {
                return;
            }
        }
    }

    private bool TryTake(out Envelope envelope)
    {
        if (_front is { First: { } first })
        {
            envelope = first.Value;
            _front.RemoveFirst();
            return true;
        }
        return _queue.TryDequeue(out envelope);
    }

    private void Invoke(in Envelope envelope)
    {
        _message = envelope.Message;
        _sender = envelope.Sender;
        try
        {
            var type = envelope.Message.GetType();
            if (type == _plainType)
            {
                _actor!.Dispatch(_behavior, envelope.Message);
            }
            else
            {
                InvokeUnknown(envelope.Message, type);
            }
        }
#pragma warning disable CA1031 // whatever an actor throws is its supervisor's matter
        catch (Exception cause)
#pragma warning restore CA1031
        {
            Fail(cause);
        }
        if (_receiveTimeout is not null && envelope.Message is not INotInfluenceReceiveTimeout)
        {
            RestartReceiveTimeout();
        }
        if (_asyncTask is null && !_failed)
        {
            _message = null;
            _sender = null;
        }
    }

    private void InvokeUnknown(object message, Type type)
    {
        switch (message)
        {
            case PoisonPill:
                Stop(SelfRef);
                break;
            case Actor.Kill:
                throw new ActorKilledException("Kill");
            case TimerMessage timer:
                if (_timers?.Accept(timer) == true)
                {
                    _message = timer.Inner;
                    _actor!.Dispatch(_behavior, timer.Inner);
                }
                break;
            case DeathNotice notice:
                if (_noticesQueued?.Remove(notice.Watched) == true)
                {
                    _message = notice.Inner;
                    _actor!.Dispatch(_behavior, notice.Inner);
                }
                break;
            default:
                _plainType = type;
                _actor!.Dispatch(_behavior, message);
                break;
        }
    }

    private void RunSystemMessages()
    {
        while (Interlocked.Exchange(ref _systemMessages, value: null) is { } list)
        {
            SystemMessage? ordered = null;
            while (list is not null)
            {
                (list.Next, ordered, list) = (ordered, list, list.Next);
            }
            for (var message = ordered; message is not null;)
            {
                var next = message.Next;
                message.Next = null;
                Apply(message);
                message = next;
            }
        }
    }

    private void Apply(SystemMessage message)
    {
        try
        {
            if (_closed)
            {
                message.ApplyToDead(SelfRef);
            }
            else
            {
                message.Apply(this);
            }
        }
#pragma warning disable CA1031 // as in Invoke
        catch (Exception cause)
#pragma warning restore CA1031
        {
            Fail(cause);
        }
    }

    private void DrainToDeadLetters()
    {
        while (TryTake(out var envelope))
        {
            LocalSystem.ToDeadLetters(envelope.Message, envelope.Sender, SelfRef);
        }
    }
}
