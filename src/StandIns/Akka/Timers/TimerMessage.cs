namespace Akka.Actor;

/// <summary>A timer's message on its way through the mailbox.</summary>
internal sealed class TimerMessage(object key, long generation, object inner) : IInternalMessage
{
    public object Key { get; } = key;

    public long Generation { get; } = generation;

    public object Inner { get; } = inner;
}
