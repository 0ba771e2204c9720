namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>How much several groups at once get done.</summary>
/// <param name="Groups">How many train side by side, from 1.</param>
/// <param name="Throughput">Their work in a unit of time, as a multiple of what one alone does.</param>
public sealed record ConcurrencySample(int Groups, double Throughput);

/// <summary>How the work of a device grows with the number of groups that train on it at once.</summary>
public sealed class Concurrency
{
    /// <summary>A further group has to add this share of the throughput to be worth having.</summary>
    public const double Tolerance = 0.05;

    private readonly ConcurrencySample[] _samples;

    /// <summary>From what was measured; nothing: every group is as good as the first.</summary>
    public Concurrency(IEnumerable<ConcurrencySample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        _samples = [.. samples.Where(sample => sample.Groups > 0 && sample.Throughput > 0)
            .OrderBy(sample => sample.Groups)];
    }

    /// <summary>Whether anything was measured.</summary>
    public bool IsMeasured => _samples.Length > 0;

    /// <summary>
    /// The number of groups to have: the smallest whose throughput is within <see cref="Tolerance"/> of the best; null
    /// where nothing was measured.
    /// </summary>
    public int? Choose() => _samples.Length == 0
        ? null
        : _samples.First(s => s.Throughput >= _samples.Max(other => other.Throughput) * (1 - Tolerance)).Groups;

    /// <summary>
    /// The throughput of <paramref name="groups"/> at once: on a straight line between those measured, and no more
    /// than the last one's beyond them.
    /// </summary>
    public double Of(int groups)
    {
        if (_samples.Length == 0 || groups < 1)
            return groups;
        var right = Array.FindIndex(_samples, sample => sample.Groups >= groups);
        if (right < 0)
            return _samples[^1].Throughput;
        var (from, to) = right == 0
            ? (new ConcurrencySample(0, 0), _samples[0])
            : (_samples[right - 1], _samples[right]);
        var share = (double)(groups - from.Groups) / (to.Groups - from.Groups);
        return from.Throughput + share * (to.Throughput - from.Throughput);
    }
}
