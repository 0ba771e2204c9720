using Akka.Actor;
using Akka.Persistence;

namespace Orchestrator.Conformance.Tests.Actors;

internal sealed record Store(string Text);

internal sealed record StoreAndAnswer(string Text);

internal sealed record StoreMany(string[] Texts);

internal sealed record StoreTwice(string First, string Second);

internal sealed record StoreAsync(string Text);

internal sealed record StoreAwaited(string Text);

internal sealed record StoreThenFail(string Text);

internal sealed record Snap;

internal sealed record Delete(long To);

internal sealed record DeleteSnaps(long To);

internal sealed record Tell;

/// <summary>The event; public with plain properties, so that any serializer can write it.</summary>
public sealed record Noted(string Text);

/// <summary>The snapshot.</summary>
public sealed record NotedSoFar(string[] Texts);

internal sealed record JournalistState(string[] Texts, string[] Notes, long LastSequenceNr);

/// <summary>A persistent actor that remembers texts, and notes how it recovered.</summary>
internal sealed class Journalist : ReceivePersistentActor
{
    public const string Poison = "poison";

    private readonly List<string> _texts = [];
    private readonly List<string> _notes = [];
    private IActorRef _asker = ActorRefs.Nobody;

    public Journalist(string persistenceId)
    {
        PersistenceId = persistenceId;
        Recover<Noted>(Replay);
        Recover<SnapshotOffer>(offer =>
        {
            _texts.AddRange(((NotedSoFar)offer.Snapshot).Texts);
            _notes.Add($"snapshot at {offer.Metadata.SequenceNr}");
        });
        Recover<RecoveryCompleted>(_ =>
        {
            if (LastSequenceNr > 0)
            {
                _notes.Add($"recovered at {LastSequenceNr}");
            }
        });
        Commands();
        Maintenance();
    }

    public override string PersistenceId { get; }

    private void Commands()
    {
        Command<Store>(c => Persist(new Noted(c.Text), Keep));
        Command<StoreAndAnswer>(c =>
        {
            Persist(new Noted(c.Text), noted => Sender.Tell(noted.Text));
            DeferAsync("deferred", text => Sender.Tell(text));
        });
        Command<StoreMany>(c => PersistAll(c.Texts.Select(t => new Noted(t)), Keep));
        Command<StoreTwice>(c =>
        {
            Persist(new Noted(c.First), Keep);
            Persist(new Noted(c.Second), Keep);
        });
        Command<StoreAsync>(c =>
        {
            var asker = Sender;
            PersistAsync(new Noted(c.Text), noted => _notes.Add($"stored {noted.Text}"));
            DeferAsync("deferred", text =>
            {
                _notes.Add(text);
                asker.Tell(_notes.ToArray());
            });
        });
        CommandAsync<StoreAwaited>(async c =>
        {
            await Task.Yield();
            Persist(new Noted(c.Text), Keep);
        });
        Command<StoreThenFail>(c => Persist(
            new Noted(c.Text), _ => throw new InvalidOperationException("a handler fails")));
        Command<Tell>(_ => Sender.Tell(new JournalistState([.. _texts], [.. _notes], LastSequenceNr)));
    }

    private void Maintenance()
    {
        Command<Snap>(_ =>
        {
            _asker = Sender;
            SaveSnapshot(new NotedSoFar([.. _texts]));
        });
        Command<Delete>(c =>
        {
            _asker = Sender;
            DeleteMessages(c.To);
        });
        Command<DeleteSnaps>(c =>
        {
            _asker = Sender;
            DeleteSnapshots(new SnapshotSelectionCriteria(c.To));
        });
        CommandAny(outcome => _asker.Tell(outcome));
    }

    private void Keep(Noted noted) => _texts.Add(noted.Text);

    private void Replay(Noted noted)
    {
        if (noted.Text == Poison)
        {
            throw new InvalidDataException("cannot be replayed");
        }
        Keep(noted);
    }
}

internal static class JournalistExtensions
{
    public static Task<JournalistState> State(this IActorRef journalist) =>
        journalist.Ask<JournalistState>(new Tell(), TimeSpan.FromSeconds(60));
}
