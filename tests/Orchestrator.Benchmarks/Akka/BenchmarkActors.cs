using Akka.Actor;
using Akka.Persistence;

namespace Orchestrator.Benchmarks.Actors;

internal sealed class Tick;

internal sealed record StoreBatch(int Events, int BatchSize);

internal sealed record Stored(int Number, string Text);

internal sealed class CountingActor : ReceiveActor
{
    private int _left;

    public CountingActor(int messages, TaskCompletionSource done)
    {
        _left = messages;
        Receive<Tick>(_ =>
        {
            if (--_left == 0)
            {
                done.SetResult();
            }
        });
    }
}

internal sealed class EchoingActor : ReceiveActor
{
    private int _left;

    public EchoingActor(int messages, TaskCompletionSource done)
    {
        _left = messages;
        Receive<Tick>(tick =>
        {
            if (--_left == 0)
            {
                done.TrySetResult();
            }
            Sender.Tell(tick, Self);
        });
    }
}

/// <summary>Stores events batch after batch, the next when the last is stored.</summary>
internal sealed class StoringActor : ReceivePersistentActor
{
    public StoringActor(string persistenceId)
    {
        PersistenceId = persistenceId;
        Command<StoreBatch>(command =>
        {
            var sender = Sender;
            var left = command.BatchSize;
            var events = Enumerable.Range(0, left).Select(i => new Stored(i, "a result of a trial")).ToArray();
            PersistAll(events, _ =>
            {
                if (--left > 0)
                {
                    return;
                }
                if (command.Events <= command.BatchSize)
                {
                    sender.Tell(0);
                }
                else
                {
                    Self.Tell(command with { Events = command.Events - command.BatchSize }, sender);
                }
            });
        });
        RecoverAny(_ => { });
    }

    public override string PersistenceId { get; }
}
