namespace Orchestrator.Reports.Worth;

/// <summary>
/// Straight lines over the logarithm of the rows between points that never fall; it is not read outside of them.
/// </summary>
internal sealed class MonotoneSteps : GrowthCurve
{
    private readonly double[] _logs;
    private readonly double[] _scores;

    private MonotoneSteps(IReadOnlyList<int> rows, double[] scores)
    {
        _logs = [.. rows.Select(count => Math.Log(count))];
        _scores = scores;
        (Least, Most) = (rows[0], rows[^1]);
    }

    /// <inheritdoc/>
    public override double Least { get; }

    /// <inheritdoc/>
    public override double Most { get; }

    /// <summary>
    /// The monotone points that are nearest to <paramref name="means"/>: neighbours that fall are pooled to their
    /// weighted mean until none does (Ayer et al. 1955).
    /// </summary>
    public static MonotoneSteps Through(
        IReadOnlyList<int> rows, ReadOnlySpan<double> means, ReadOnlySpan<double> weights)
    {
        var pools = new List<(double Mean, double Weight, int Count)>();
        for (var point = 0; point < means.Length; point++)
        {
            var pool = (Mean: means[point], Weight: weights[point], Count: 1);
            while (pools.Count > 0 && pools[^1].Mean > pool.Mean)
            {
                var before = pools[^1];
                pools.RemoveAt(pools.Count - 1);
                var weight = before.Weight + pool.Weight;
                pool = ((before.Mean * before.Weight + pool.Mean * pool.Weight) / weight, weight,
                    before.Count + pool.Count);
            }

            pools.Add(pool);
        }

        return new MonotoneSteps(rows, [.. pools.SelectMany(pool => Enumerable.Repeat(pool.Mean, pool.Count))]);
    }

    /// <inheritdoc/>
    public override double At(double rows)
    {
        var log = Math.Log(rows);
        if (log <= _logs[0])
            return _scores[0];
        for (var point = 1; point < _logs.Length; point++)
        {
            if (log <= _logs[point])
            {
                var share = (log - _logs[point - 1]) / (_logs[point] - _logs[point - 1]);
                return _scores[point - 1] + share * (_scores[point] - _scores[point - 1]);
            }
        }

        return _scores[^1];
    }
}
