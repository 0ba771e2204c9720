namespace Akka.Actor;

/// <summary>Sends messages to one cell later, by the system's clock or by the scheduler that was configured.</summary>
internal static class CellTimer
{
    /// <summary>Starts; ends when disposed of.</summary>
    public static IDisposable Start(Cell cell, object message, IActorRef sender, TimeSpan first, TimeSpan interval)
    {
        var system = cell.LocalSystem;
        if (!system.HasOwnScheduler)
        {
            return system.Time.CreateTimer(_ => cell.Send(message, sender), state: null, first, interval);
        }
        return new Scheduled(interval == Timeout.InfiniteTimeSpan
            ? system.Scheduler.ScheduleTellOnceCancelable(first, cell.SelfRef, message, sender)
            : system.Scheduler.ScheduleTellRepeatedlyCancelable(first, interval, cell.SelfRef, message, sender));
    }

    private sealed class Scheduled(ICancelable cancelable) : IDisposable
    {
        public void Dispose() => cancelable.Cancel();
    }
}
