namespace Akka.Actor;

internal sealed partial class Cell
{
    private TimeSpan? _receiveTimeout;
    private ITimer? _receiveTimer;

    public TimeSpan? ReceiveTimeout => _receiveTimeout;

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        _receiveTimeout = timeout;
        if (timeout is null)
        {
            CancelReceiveTimeout();
        }
        else
        {
            RestartReceiveTimeout();
        }
    }

    private void RestartReceiveTimeout()
    {
        _receiveTimer ??= LocalSystem.Time.CreateTimer(
            static cell => ((Cell)cell!).Send(Actor.ReceiveTimeout.Instance, sender: null),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        _receiveTimer.Change(_receiveTimeout!.Value, Timeout.InfiniteTimeSpan);
    }

    private void CancelReceiveTimeout()
    {
        _receiveTimeout = null;
        _receiveTimer?.Dispose();
        _receiveTimer = null;
    }
}
