namespace Grpc.AspNetCore.Server.Calls;

/// <summary>
/// Lets one write at a time through to a response, and none once it has ended. Safe for several threads.
/// </summary>
internal sealed class WriteGate
{
    private const int Open = 0;
    private const int Writing = 1;
    private const int Closing = 2;
    private const int Closed = 3;

    private readonly TaskCompletionSource _lastWrite = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;

    /// <summary>Begins a write.</summary>
    /// <exception cref="InvalidOperationException">Another one goes on, or the response has ended.</exception>
    public void Enter()
    {
        var state = Interlocked.CompareExchange(ref _state, Writing, Open);
        if (state == Writing)
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
        if (state != Open)
            throw new InvalidOperationException("Can't write the message because the request is complete.");
    }

    /// <summary>Ends a write.</summary>
    public void Leave()
    {
        if (Interlocked.CompareExchange(ref _state, Open, Writing) != Writing)
            _lastWrite.TrySetResult();
    }

    /// <summary>Lets no further write through; completes when none goes on.</summary>
    public Task CloseAsync()
    {
        while (true)
        {
            var state = Interlocked.CompareExchange(ref _state, Closed, Open);
            if (state is Open or Closed)
                return Task.CompletedTask;
            if (state == Closing || Interlocked.CompareExchange(ref _state, Closing, Writing) == Writing)
                return _lastWrite.Task;
        }
    }
}
