using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Runs actors on the thread pool. Cells know it and queue themselves without the detour.</summary>
internal sealed class ThreadPoolDispatcher(MessageDispatcherConfigurator configurator)
    : MessageDispatcher(configurator)
{
    protected override void ExecuteTask(IRunnable run) =>
        ThreadPool.UnsafeQueueUserWorkItem(static work => work.Run(), run, preferLocal: false);

    protected override void Shutdown()
    {
    }

    /// <summary>Makes it.</summary>
    public sealed class Maker(Config config, IDispatcherPrerequisites prerequisites)
        : MessageDispatcherConfigurator(config, prerequisites)
    {
        public override MessageDispatcher Dispatcher() => new ThreadPoolDispatcher(this);
    }
}
