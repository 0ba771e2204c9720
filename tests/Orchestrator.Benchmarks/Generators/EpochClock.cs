using Orchestrator.Training;

namespace Orchestrator.Benchmarks.Generators;

/// <summary>Processor time of this process from the end of a fit's first epoch to that of its last.</summary>
internal sealed class EpochClock : IEpochObserver
{
    private TimeSpan _first;
    private TimeSpan _last;

    /// <summary>Epochs that have ended.</summary>
    public int Epochs { get; private set; }

    /// <summary>The mean loss of the last one.</summary>
    public double Loss { get; private set; }

    /// <summary>The time of all epochs but the first.</summary>
    public double Seconds => (_last - _first).TotalSeconds;

    /// <inheritdoc/>
    public void EpochEnded(EpochLosses epoch)
    {
        _last = Environment.CpuUsage.TotalTime;
        if (Epochs++ == 0)
            _first = _last;
        Loss = epoch.Loss ?? double.NaN;
    }
}
