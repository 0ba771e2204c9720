namespace Akka.Actor;

internal sealed partial class Cell
{
    private TimeSpan? _receiveTimeout;
    private IDisposable? _receiveTimer;

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
        if (_receiveTimer is ITimer timer)
        {
            timer.Change(_receiveTimeout!.Value, Timeout.InfiniteTimeSpan);
            return;
        }
        _receiveTimer?.Dispose();
        _receiveTimer = CellTimer.Start(
            this, Actor.ReceiveTimeout.Instance, SelfRef, _receiveTimeout!.Value, Timeout.InfiniteTimeSpan);
    }

    private void CancelReceiveTimeout()
    {
        _receiveTimeout = null;
        _receiveTimer?.Dispose();
        _receiveTimer = null;
    }
}
