namespace Akka.Actor;

/// <summary>The reference that an asked actor answers to; takes one answer.</summary>
internal sealed class AnswerRef<T> : ActorRefBase
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LocalActorSystem _system;
    private readonly ITimer? _timer;
    private readonly CancellationTokenRegistration _cancellation;
    private ActorPath? _path;

    public AnswerRef(LocalActorSystem system, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        _system = system;
        if (timeout is { } limit && limit > TimeSpan.Zero)
        {
            var text = $"Timeout after {limit} seconds";
            _timer = system.Time.CreateTimer(
                _ => Fail(new AskTimeoutException(text)), state: null, limit, Timeout.InfiniteTimeSpan);
        }
        if (cancellationToken.CanBeCanceled)
        {
            _cancellation = cancellationToken.Register(() => _answer.TrySetCanceled(cancellationToken));
        }
    }

    public Task<T> Task => _answer.Task;

    public override ActorPath Path =>
        _path ??= (_system.Root.Path / "temp").Incarnation(GeneratedName.Of(_system.NextUid()), 0);

    internal override LocalActorSystem LocalSystem => _system;

    public override void Tell(object message, IActorRef sender)
    {
        switch (message)
        {
            case T answer:
                _answer.TrySetResult(answer);
                break;
            case Status.Failure failure:
                Fail(failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message."));
                break;
            default:
                Fail(new ArgumentException(
                    $"Received message of type [{message?.GetType()}] - Ask expected message of type [{typeof(T)}]"));
                break;
        }
        _timer?.Dispose();
        _cancellation.Dispose();
    }

    internal override void SendSystem(SystemMessage message)
    {
        if (message is WatchActor)
        {
            message.ApplyToDead(this);
        }
    }

    private void Fail(Exception cause)
    {
        _answer.TrySetException(cause);
        _timer?.Dispose();
    }
}
