namespace Akka.Actor;

/// <summary>A message in a mailbox with who sent it.</summary>
internal struct Envelope
{
    public object Message;
    public IActorRef? Sender;
}
