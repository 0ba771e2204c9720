using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>A call's time limit, as its <c>grpc-timeout</c> says: ends the call's token when it has passed.</summary>
internal sealed class CallDeadline : IDisposable
{
    // Timers do not go further; a call that lasts that long has no limit worth the name.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(24);

    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationTokenRegistration _aborted;
    private readonly ITimer? _timer;
    private int _isPassed;

    private CallDeadline(TimeSpan timeout, HttpContext http, TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        At = timeout < DateTime.MaxValue - now ? now + timeout : DateTime.MaxValue;
        _cancellation = new CancellationTokenSource();
        Token = _cancellation.Token;
        _aborted = http.RequestAborted.UnsafeRegister(self => ((CallDeadline)self!).Cancel(), this);
        if (timeout <= LongestTimer)
        {
            _timer = clock.CreateTimer(
                self => ((CallDeadline)self!).Pass(), this, timeout, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>When it passes, in UTC.</summary>
    public DateTime At { get; }

    /// <summary>Is cancelled when it has passed or the client has gone.</summary>
    public CancellationToken Token { get; }

    /// <summary>Completes when it has passed.</summary>
    public Task Passed => _passed.Task;

    public bool IsPassed => Volatile.Read(ref _isPassed) != 0;

    /// <summary>The deadline that a request brings; null if it brings none that can be read.</summary>
    public static CallDeadline? Of(HttpContext http, TimeProvider clock)
    {
        if (!http.Request.Headers.TryGetValue(GrpcHeaders.Timeout, out var values) || values.Count != 1)
            return null;
        return GrpcTimeout.TryDecode(values[0], out var timeout) ? new(timeout, http, clock) : null;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _aborted.Dispose();
    }

    private void Pass()
    {
        Volatile.Write(ref _isPassed, 1);
        _passed.TrySetResult();
        Cancel();
    }

    private void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (AggregateException)
        {
            // What handlers hang on their token is theirs; a timer's thread must not die of it.
        }
    }
}
