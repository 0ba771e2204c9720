using Akka.Actor;
using Akka.Persistence;

namespace Orchestrator.Coordinator.Leadership;

/// <summary>
/// Numbers the coordinators that led, one after the other, by an event of each in the journal. The journal gives a
/// number once and takes nothing from a node that no longer leads, so whoever has the higher number leads the later.
/// Stops when it has told the number, or when the journal cannot be written.
/// </summary>
internal sealed class LeadershipTermActor : ReceivePersistentActor
{
    public LeadershipTermActor()
    {
        Recover<LeadershipBegan>(_ => { });
        Command<BeginTerm>(_ => Persist(new LeadershipBegan(), _ => OnBegan()));
        Command<DeleteMessagesSuccess>(_ => Context.Stop(Self));
        Command<DeleteMessagesFailure>(_ => Context.Stop(Self));
    }

    public override string PersistenceId => "leadership";

    public static Props Props() => Akka.Actor.Props.Create(() => new LeadershipTermActor());

    // Only the number of the last one counts.
    private void OnBegan()
    {
        Context.Parent.Tell(new TermBegan(LastSequenceNr));
        DeleteMessages(LastSequenceNr - 1);
    }
}

/// <summary>What the journal keeps of a leadership. A released shape never changes; a new one gets a new name.</summary>
internal sealed record LeadershipBegan;

/// <summary>Number this leadership; the parent is told <see cref="TermBegan"/>.</summary>
internal sealed record BeginTerm;

/// <summary>The leadership has this number, from 1: higher than any before it.</summary>
internal sealed record TermBegan(long Term);
