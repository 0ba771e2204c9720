using System.Threading.Channels;
using Akka.Actor;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>An actor that hands all it gets to the test, in order.</summary>
internal sealed class Probe
{
    private readonly Channel<(object Message, IActorRef Sender)> _received =
        Channel.CreateUnbounded<(object, IActorRef)>();

    public Probe(ActorSystem system)
    {
        var writer = _received.Writer;
        Ref = system.ActorOf(Props.Create(() => new Receiver(writer)));
    }

    public IActorRef Ref { get; }

    public IActorRef LastSender { get; private set; } = ActorRefs.Nobody;

    /// <summary>The next message, which must be of that type.</summary>
    public async Task<T> Expect<T>(string awaited)
    {
        var (message, sender) = await _received.Reader.ReadAsync().AsTask().Within(awaited);
        LastSender = sender;
        return Assert.IsType<T>(message, exactMatch: false);
    }

    public async Task Expect<T>(T expected) => Assert.Equal(expected, await Expect<T>($"the message {expected}"));

    /// <summary>Nothing has come that the test did not take.</summary>
    public async Task ExpectNothingElse()
    {
        Ref.Tell(Marker.Instance);
        await Expect<Marker>("the marker behind everything else");
    }

    public void Watch(IActorRef subject) => Ref.Tell(new WatchThis(subject));

    private sealed class Marker
    {
        public static readonly Marker Instance = new();
    }

    private sealed record WatchThis(IActorRef Subject);

    private sealed class Receiver : ReceiveActor
    {
        public Receiver(ChannelWriter<(object Message, IActorRef Sender)> received)
        {
            Receive<WatchThis>(watch => Context.Watch(watch.Subject));
            ReceiveAny(message => received.TryWrite((message, Sender)));
        }
    }
}
