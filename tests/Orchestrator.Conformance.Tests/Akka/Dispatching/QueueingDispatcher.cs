using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>Runs actors on the thread of the test, in the order in which they got something to do.</summary>
public sealed class QueueingDispatcher : MessageDispatcher
{
    public static string Setting { get; } =
        $"akka.actor.default-dispatcher.type = \"{typeof(QueueingDispatcherConfigurator).AssemblyQualifiedName}\"";

    private readonly ConcurrentQueue<IRunnable> _queue = new();

    public QueueingDispatcher(MessageDispatcherConfigurator configurator)
        : base(configurator) => Throughput = 1;

    public bool IsShutDown { get; private set; }

    public static QueueingDispatcher Of(ActorSystem system) =>
        (QueueingDispatcher)system.Dispatchers.Lookup("akka.actor.default-dispatcher");

    /// <summary>Runs until nobody has anything to do; returns how many turns that were.</summary>
    public int RunAll()
    {
        var turns = 0;
        for (; _queue.TryDequeue(out var work); turns++)
        {
            work.Run();
        }
        return turns;
    }

    protected override void ExecuteTask(IRunnable run) => _queue.Enqueue(run);

    protected override void Shutdown() => IsShutDown = true;
}

public sealed class QueueingDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly QueueingDispatcher _dispatcher;

    public QueueingDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new QueueingDispatcher(this);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
