using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Reports.Answers;

/// <summary>
/// What always answering with the test rows' most frequent class scores, as the confusion matrices tell: its share is
/// the accuracy, 1 ÷ classes present the balanced accuracy, 0.5 the area under the ROC curve. Other metrics: not known.
/// </summary>
/// <param name="spec">The sweep's spec.</param>
internal sealed class MajorityLine(SweepSpec spec)
{
    private readonly double[] _bySeed = [.. Enumerable.Repeat(double.NaN, spec.Seeds.Count)];

    /// <summary>Mean over the seeds that have a result; null where it is not known.</summary>
    public double? Mean => _bySeed.Where(score => !double.IsNaN(score)).ToList() is { Count: > 0 } known
        ? known.Sum() / known.Count : null;

    /// <summary>Takes note of the test rows of a seed, the first time it is met.</summary>
    /// <param name="seed">Its position on the axis.</param>
    /// <param name="confusion">Counts [true class × predicted class], row-major.</param>
    public void Add(int seed, IReadOnlyList<int> confusion)
    {
        if (confusion.Count == 0 || !double.IsNaN(_bySeed[seed]))
            return;
        var classes = (int)Math.Round(Math.Sqrt(confusion.Count));
        var rows = new long[classes];
        for (var cell = 0; cell < confusion.Count; cell++)
            rows[cell / classes] += confusion[cell];
        if (rows.Sum() is > 0 and var total)
        {
            _bySeed[seed] = spec.Metric switch
            {
                MetricNames.Accuracy => (double)rows.Max() / total,
                MetricNames.BalancedAccuracy => 1.0 / rows.Count(count => count > 0),
                MetricNames.RocAuc => 0.5,
                _ => double.NaN,
            };
        }
    }
}
