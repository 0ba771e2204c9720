namespace Akka.Actor;

/// <summary>The stash of one instance.</summary>
internal sealed class ActorStash(Cell cell) : IStash
{
    private readonly Queue<Envelope> _messages = new();
    private object? _last;

    public void Stash()
    {
        var envelope = cell.CurrentEnvelope;
        if (envelope.Message is null)
        {
            throw new IllegalActorStateException("There is no message to stash.");
        }
        if (_messages.Count > 0 && ReferenceEquals(_last, envelope.Message))
        {
            throw new IllegalActorStateException($"Can't stash the same message {envelope.Message} more than once");
        }
        _last = envelope.Message;
        _messages.Enqueue(envelope);
    }

    public void Unstash()
    {
        if (_messages.TryDequeue(out var envelope))
        {
            cell.Prepend(envelope);
        }
    }

    public void UnstashAll()
    {
        if (_messages.Count > 0)
        {
            cell.Prepend(_messages);
            _messages.Clear();
        }
        _last = null;
    }
}
