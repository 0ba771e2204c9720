using Akka.Actor;
using Akka.Persistence;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>A singleton that tells when it runs and stores texts; a persistent actor, as the product's are.</summary>
internal sealed class Witness : ReceivePersistentActor
{
    private readonly List<string> _texts = [];
    private readonly Lives _lives;
    private readonly string _node;
    private IActorRef _asker = ActorRefs.Nobody;

    public Witness(string node, Lives lives, string persistenceId = "witness")
    {
        PersistenceId = persistenceId;
        _node = node;
        _lives = lives;
        Recover<Noted>(noted => _texts.Add(noted.Text));
        Command<string>(text =>
        {
            _asker = Sender;
            Persist(new Noted(text), noted =>
            {
                _texts.Add(noted.Text);
                _asker.Tell(_node);
            });
        });
        Command<Tell>(_ => Sender.Tell(_texts.ToArray()));
    }

    public override string PersistenceId { get; }

    protected override void PreStart()
    {
        _lives.Begin(_node);
        base.PreStart();
    }

    protected override void PostStop()
    {
        base.PostStop();
        _lives.End(_node);
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        _asker.Tell($"failed: {cause.Message}");
}
