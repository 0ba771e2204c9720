namespace Orchestrator.Training.Metrics;

/// <summary>How often each class was taken for each.</summary>
internal sealed class ConfusionMatrix
{
    private readonly int _classes;

    private ConfusionMatrix(int[] counts, int classes)
    {
        Counts = counts;
        _classes = classes;
    }

    /// <summary>Counts [true class × predicted class], row-major, C × C.</summary>
    public int[] Counts { get; }

    /// <summary>Rows predicted right.</summary>
    public int Correct => Enumerable.Range(0, _classes).Sum(Hits);

    /// <summary>The mean recall of the classes that have rows.</summary>
    public double BalancedAccuracy => Enumerable.Range(0, _classes)
        .Where(c => Truly(c) > 0).Average(c => (double)Hits(c) / Truly(c));

    /// <summary>
    /// F1 of class 1 for two classes; for more, the mean over the classes that occur among the true or the predicted
    /// labels. A class without true or predicted rows counts 0.
    /// </summary>
    public double F1 => _classes == 2
        ? F1Of(1)
        : Enumerable.Range(0, _classes).Where(c => Truly(c) + Predicted(c) > 0).Average(F1Of);

    /// <summary>Counts labels against the truth.</summary>
    public static ConfusionMatrix Count(int[] labels, int[] truth, int classes)
    {
        var counts = new int[classes * classes];
        for (var i = 0; i < truth.Length; i++)
            counts[truth[i] * classes + labels[i]]++;
        return new ConfusionMatrix(counts, classes);
    }

    private double F1Of(int c)
    {
        var all = Truly(c) + Predicted(c);
        return all == 0 ? 0 : 2.0 * Hits(c) / all;
    }

    private int Hits(int c) => Counts[c * _classes + c];

    private int Truly(int c) => Counts.AsSpan(c * _classes, _classes).ToArray().Sum();

    private int Predicted(int c) => Enumerable.Range(0, _classes).Sum(t => Counts[t * _classes + c]);
}
