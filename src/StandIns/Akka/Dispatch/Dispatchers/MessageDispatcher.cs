using Akka.Event;

namespace Akka.Dispatch;

/// <summary>
/// Gives actors the threads that they run on. What is handed to <see cref="ExecuteTask"/>, from any thread, has to be
/// run once, soon, on any thread; one actor is never handed over again before its earlier turn has begun to end.
/// </summary>
public abstract class MessageDispatcher
{
    /// <summary>What <see cref="Throughput"/> is unless set.</summary>
    public const int DefaultThroughput = 100;

    /// <summary>Made by a configurator.</summary>
    protected MessageDispatcher(MessageDispatcherConfigurator configurator)
    {
        Configurator = configurator;
        Throughput = DefaultThroughput;
        Id = "";
    }

    /// <summary>What made it.</summary>
    public MessageDispatcherConfigurator Configurator { get; }

    /// <summary>The path of its settings.</summary>
    public string Id { get; set; }

    /// <summary>How many messages of one actor are run in a row before others get their turn; at least 1.</summary>
    public int Throughput { get; set; }

    /// <summary>The system's event stream.</summary>
    public EventStream EventStream => Configurator.Prerequisites.EventStream;

    /// <summary>Has an action run.</summary>
    public void Schedule(Action run) => Schedule(new ActionRunnable(run));

    /// <summary>Has something run.</summary>
    public void Schedule(IRunnable run) => ExecuteTask(run);

    /// <summary>Has something run; called from any thread.</summary>
    protected abstract void ExecuteTask(IRunnable run);

    /// <summary>Called once, when the system has ended; nothing is handed over after that.</summary>
    protected abstract void Shutdown();

    internal void End() => Shutdown();
}
