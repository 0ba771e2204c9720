namespace Akka.Actor;

/// <summary>Asking: a message with a task for the answer.</summary>
public static class Futures
{
    /// <summary>Asks for an answer of any type.</summary>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    /// <summary>Asks for an answer of any type.</summary>
    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout: null, cancellationToken);

    /// <summary>Asks for an answer of any type.</summary>
    public static Task<object> Ask(
        this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    /// <summary>Asks; fails with <see cref="AskTimeoutException"/> when no answer comes in time.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    /// <summary>Asks until cancelled.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, timeout: null, cancellationToken);

    /// <summary>Asks; without a timeout it waits for ever.</summary>
    public static Task<T> Ask<T>(
        this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    /// <summary>Asks with a message that holds the reference to answer to.</summary>
    /// <exception cref="ArgumentException">The receiver belongs to no system.</exception>
    public static Task<T> Ask<T>(
        this ICanTell self,
        Func<IActorRef, object> messageFactory,
        TimeSpan? timeout,
        CancellationToken cancellationToken)
    {
        var system = (self as ActorRefBase)?.LocalSystem ?? Cell.Current?.LocalSystem
            ?? throw new ArgumentException("Unable to resolve the target's actor system", nameof(self));
        var answer = new AnswerRef<T>(system, timeout, cancellationToken);
        self.Tell(messageFactory(answer), answer);
        return answer.Task;
    }
}
