namespace Orchestrator.Host.Security;

/// <summary>A stream that is ended when its caller's token is no longer taken. Thread-safe.</summary>
internal sealed class OpenStream : IDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly Action<OpenStream> _remove;
    private readonly Lock _gate = new();
    private bool _isDisposed;

    public OpenStream(Action<OpenStream> remove, CancellationToken cancellation)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _remove = remove;
        Token = _end.Token;
    }

    /// <summary>Ends with the stream.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether it was ended because its token is no longer taken.</summary>
    public bool IsEnded { get; private set; }

    public void End()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            IsEnded = true;
            _end.Cancel();
        }
    }

    public void Dispose()
    {
        _remove(this);
        lock (_gate)
        {
            _isDisposed = true;
            _end.Dispose();
        }
    }
}
