using Orchestrator.Sweeps.Planning.Costs;

namespace Orchestrator.Training.Costs;

/// <summary>
/// Times probes within a budget. A probe that goes over what is left is stopped by its token. Used by one thread.
/// </summary>
internal sealed class CostMeter
{
    // By the clock more is allowed: the machine may have other things to do.
    private const int MostWaiting = 5;

    private readonly string _device;
    private readonly TimeProvider _time;
    private readonly ThreadClock _clock;
    private readonly double _budget;
    private readonly double _started;
    private readonly long _startedAt;
    private readonly CancellationToken _cancellation;

    /// <summary>A meter whose budget begins now.</summary>
    public CostMeter(string device, TimeProvider time, TimeSpan budget, CancellationToken cancellation)
    {
        (_device, _time, _cancellation) = (device, time, cancellation);
        _clock = new ThreadClock(device, time);
        _budget = budget.TotalSeconds;
        (_started, _startedAt) = (_clock.Now(), time.GetTimestamp());
    }

    /// <summary>Seconds left; 0: nothing.</summary>
    public double Left => Math.Max(0, Math.Min(
        _budget - (_clock.Now() - _started),
        (MostWaiting * _budget) - _time.GetElapsedTime(_startedAt).TotalSeconds));

    /// <summary>Times one piece of work; null: it was stopped, or there was nothing left.</summary>
    /// <param name="work">The work; it observes the token of its context.</param>
    /// <param name="sizes">The K of fused groups; null: replicas alone.</param>
    /// <exception cref="OperationCanceledException">The meter's own token was cancelled.</exception>
    public double? Seconds(Action<TrainingContext> work, GroupSizes? sizes = null)
    {
        _cancellation.ThrowIfCancellationRequested();
        var left = Left;
        if (left <= 0)
            return null;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(MostWaiting * left), _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellation, limit.Token);
        var context = new TrainingContext(_device, _time, stop.Token) { GroupSizes = sizes ?? GroupSizes.Fixed(1) };
        var started = _clock.Now();
        try
        {
            work(context);
        }
        catch (OperationCanceledException) when (!_cancellation.IsCancellationRequested)
        {
            return null;
        }

        return _clock.Now() - started;
    }

    /// <summary>The least of some repeats, as far as the budget goes; null: not even one came to its end.</summary>
    public double? Least(int repeats, Action<TrainingContext> work, GroupSizes? sizes = null)
    {
        double? least = null;
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            if (Seconds(work, sizes) is not { } seconds)
                break;
            least = Math.Min(least ?? seconds, seconds);
        }

        return least;
    }
}
