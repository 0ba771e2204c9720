using Grpc.Core;

namespace Grpc.Net.Client.Calls;

/// <summary>
/// The one place where a call ends: the first outcome counts, and stops everything that still runs for the call. Safe
/// from any thread.
/// </summary>
internal sealed class CallLifetime
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly TaskCompletionSource<CallOutcome> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _abort = new();
    private readonly GrpcChannel _channel;
    private readonly DateTimeOffset? _deadline;
    private readonly Lock _lock = new();
    private CancellationTokenRegistration _cancellation;
    private CancellationTokenRegistration _disposal;
    private ITimer? _timer;
    private IDisposable? _response;

    /// <exception cref="InvalidOperationException">The deadline is not in UTC.</exception>
    public CallLifetime(GrpcChannel channel, CallOptions options)
    {
        _channel = channel;
        if (options.Deadline is { } deadline && deadline != DateTime.MaxValue)
        {
            if (deadline.Kind != DateTimeKind.Utc && deadline != DateTime.MinValue)
            {
                throw new InvalidOperationException("Deadline must have a kind DateTimeKind.Utc or be equal to "
                    + "DateTime.MaxValue or DateTime.MinValue.");
            }
            _deadline = new DateTimeOffset(DateTime.SpecifyKind(deadline, DateTimeKind.Utc));
        }
        Aborted = _abort.Token;
        Arm(options.CancellationToken);
    }

    /// <summary>Ends when the call does, in whatever way.</summary>
    public CancellationToken Aborted { get; }

    public bool IsOver => _outcome.Task.IsCompleted;

    /// <summary>How the call ended. Never fails.</summary>
    public Task<CallOutcome> Outcome => _outcome.Task;

    /// <summary>What is left until the deadline; null where there is none.</summary>
    public TimeSpan? Remaining => _deadline is { } deadline ? deadline - _channel.Time.GetUtcNow() : null;

    /// <summary>Ends the call, unless it has ended.</summary>
    public void End(CallOutcome outcome)
    {
        if (!outcome.IsCancellation && outcome.Status.StatusCode == StatusCode.Cancelled
            && Remaining <= TimeSpan.Zero && outcome.Trailers.Count == 0)
        {
            outcome = CallOutcome.DeadlineExceeded;
        }
        if (!_outcome.TrySetResult(outcome))
        {
            return;
        }
        Log.Ended(_channel.Logger, outcome.Status);
        IDisposable? response;
        lock (_lock)
        {
            _timer?.Dispose();
            response = _response;
            _response = null;
        }
        Disarm();
        _abort.Cancel();
        response?.Dispose();
    }

    /// <summary>Hands over what to dispose when the call ends.</summary>
    public void Own(IDisposable response)
    {
        lock (_lock)
        {
            if (!IsOver)
            {
                _response = response;
                return;
            }
        }
        response.Dispose();
    }

    /// <summary>What a caller sees of the end of a call that did not go well.</summary>
    public Exception ExceptionOf(CallOutcome outcome)
    {
        var failure = new RpcException(outcome.Status, outcome.Trailers);
        return outcome.IsCancellation && _channel.ThrowOperationCanceledOnCancellation
            ? new OperationCanceledException(failure.Message, failure)
            : failure;
    }

    private void Arm(CancellationToken cancellationToken)
    {
        _disposal = _channel.Disposed.UnsafeRegister(
            static lifetime => ((CallLifetime)lifetime!).End(CallOutcome.Disposed), this);
        _cancellation = cancellationToken.UnsafeRegister(
            static lifetime => ((CallLifetime)lifetime!).End(CallOutcome.Cancelled), this);
        if (IsOver)
        {
            Disarm();
            return;
        }
        if (Remaining is not { } remaining)
        {
            return;
        }
        if (remaining <= TimeSpan.Zero)
        {
            End(CallOutcome.DeadlineExceeded);
            return;
        }
        lock (_lock)
        {
            if (!IsOver)
            {
                _timer = _channel.Time.CreateTimer(
                    static lifetime => ((CallLifetime)lifetime!).OnTimer(), this, Due(remaining),
                    Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Disarm()
    {
        _cancellation.Unregister();
        _disposal.Unregister();
    }

    private void OnTimer()
    {
        if (Remaining is { } remaining && remaining > TimeSpan.Zero)
        {
            lock (_lock)
            {
                if (!IsOver)
                {
                    _timer?.Change(Due(remaining), Timeout.InfiniteTimeSpan);
                }
            }
            return;
        }
        End(CallOutcome.DeadlineExceeded);
    }

    // Timers count whole milliseconds, downwards; one more, so that it does not ring before the deadline.
    private static TimeSpan Due(TimeSpan remaining) =>
        remaining < LongestTimer ? remaining + TimeSpan.FromMilliseconds(1) : LongestTimer;
}
