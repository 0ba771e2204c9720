namespace Akka.Actor;

/// <summary>The timers of one cell. Only used on the cell's turn, but for the ticks, which only send.</summary>
internal sealed class TimerScheduler(Cell cell) : ITimerScheduler
{
    private readonly Dictionary<object, Running> _running = [];
    private long _generation;

    public IReadOnlyCollection<object> ActiveTimers => _running.Keys;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) =>
        Start(key, msg, interval, interval, cell.SelfRef);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender) =>
        Start(key, msg, interval, interval, sender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        Start(key, msg, initialDelay, interval, cell.SelfRef);

    public void StartPeriodicTimer(
        object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender) =>
        Start(key, msg, initialDelay, interval, sender);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) =>
        Start(key, msg, timeout, Timeout.InfiniteTimeSpan, cell.SelfRef);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender) =>
        Start(key, msg, timeout, Timeout.InfiniteTimeSpan, sender);

    public bool IsTimerActive(object key) => _running.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_running.Remove(key, out var running))
        {
            running.Timer.Dispose();
        }
    }

    public void CancelAll()
    {
        foreach (var running in _running.Values)
        {
            running.Timer.Dispose();
        }
        _running.Clear();
    }

    /// <summary>Whether a tick is still wanted.</summary>
    public bool Accept(TimerMessage message)
    {
        if (!_running.TryGetValue(message.Key, out var running) || running.Generation != message.Generation)
        {
            return false;
        }
        if (!running.Repeats)
        {
            Cancel(message.Key);
        }
        return true;
    }

    private void Start(object key, object msg, TimeSpan first, TimeSpan interval, IActorRef sender)
    {
        Cancel(key);
        var generation = ++_generation;
        var message = new TimerMessage(key, generation, msg);
        var timer = CellTimer.Start(cell, message, sender, first, interval);
        _running.Add(key, new Running(timer, generation, interval != Timeout.InfiniteTimeSpan));
    }

    private readonly record struct Running(IDisposable Timer, long Generation, bool Repeats);
}
