namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>
/// A cost at any number of rows, from a few measured: a power law between neighbours, and that of the outermost two
/// beyond them. One measured alone: in proportion to the rows.
/// </summary>
public sealed class CostCurve
{
    /// <summary>The steepest power of the rows that is believed where nothing was measured.</summary>
    public const double SteepestPower = 3;

    // Nothing is free, and a power law has no zero.
    private const double LeastSeconds = 1e-7;

    private readonly CostSample[] _samples;

    /// <summary>A curve through samples; several of as many rows count as their mean.</summary>
    /// <exception cref="ArgumentException">There is no sample, or one without rows or with no number.</exception>
    public CostCurve(IEnumerable<CostSample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        _samples = [.. samples.GroupBy(sample => sample.Rows)
            .Select(same => new CostSample(same.Key, Math.Max(LeastSeconds, same.Average(s => s.Seconds))))
            .OrderBy(sample => sample.Rows)];
        if (_samples.Length == 0 || _samples[0].Rows < 1 || !_samples.All(s => double.IsFinite(s.Seconds)))
            throw new ArgumentException("A curve needs samples, of one row at least.", nameof(samples));
    }

    /// <summary>The seconds at <paramref name="rows"/>; 0 where there are none.</summary>
    public double At(double rows)
    {
        if (rows <= 0)
            return 0;
        if (_samples.Length == 1)
            return Scaled(_samples[0], 1, rows);
        var right = Math.Clamp(Array.FindIndex(_samples, s => s.Rows >= rows), -1, _samples.Length - 1);
        right = right switch { -1 => _samples.Length - 1, 0 => 1, _ => right };
        var (from, to) = (_samples[right - 1], _samples[right]);
        var power = Math.Log(to.Seconds / from.Seconds) / Math.Log((double)to.Rows / from.Rows);
        if (rows < from.Rows)
            return Scaled(from, Math.Clamp(power, 0, SteepestPower), rows);
        return rows > to.Rows
            ? Scaled(to, Math.Clamp(power, 0, SteepestPower), rows)
            : Scaled(from, power, rows);
    }

    private static double Scaled(CostSample sample, double power, double rows) =>
        sample.Seconds * Math.Pow(rows / sample.Rows, power);
}
