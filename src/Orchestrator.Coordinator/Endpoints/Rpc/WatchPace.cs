using Orchestrator.Coordinator.Progress;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>
/// Keeps the least time between two states of one sweep. What comes meanwhile is replaced by the newest.
/// </summary>
internal sealed class WatchPace
{
    private const int UsualMilliseconds = 100;
    private const int MostMilliseconds = 60_000;

    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly Dictionary<string, long> _sent = [];

    /// <summary>A pace of a request.</summary>
    /// <param name="milliseconds">As the request has it; 0 is the usual one.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="Grpc.Core.RpcException">It is out of query.</exception>
    public WatchPace(int milliseconds, TimeProvider time)
    {
        if (milliseconds is < 0 or > MostMilliseconds)
        {
            throw RpcFailures.BadField("interval_ms", $"interval_ms: {milliseconds} is not allowed; it is 1 to "
                + $"{MostMilliseconds}, or 0 for {UsualMilliseconds}");
        }

        _time = time;
        _interval = TimeSpan.FromMilliseconds(milliseconds == 0 ? UsualMilliseconds : milliseconds);
    }

    /// <summary>Ends when the next state of the sweep may be sent that has just been sent.</summary>
    public async Task WaitAsync(SweepProgress progress, CancellationToken cancellation)
    {
        var now = _time.GetTimestamp();
        var wait = _sent.TryGetValue(progress.SweepId, out var last)
            ? _interval - _time.GetElapsedTime(last, now)
            : TimeSpan.Zero;
        if (progress.IsFinished)
            _sent.Remove(progress.SweepId);
        else
            _sent[progress.SweepId] = now;
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, _time, cancellation).ConfigureAwait(false);
    }
}
