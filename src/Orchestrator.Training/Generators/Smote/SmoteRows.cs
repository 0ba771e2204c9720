using Orchestrator.Training.Classifiers.Neighbors;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.Smote;

/// <summary>
/// The rows of one class as SMOTE-NC sees them (Chawla et al. 2002, section 6.1): numbers, ordered categories among
/// them, and nominal categories. Two rows are as far apart as the root of the sum of their numbers' squared differences
/// and of the squared penalty for every nominal category that differs.
/// </summary>
internal sealed class SmoteRows
{
    private readonly PreparedTable _table;
    private readonly int[] _numbers;
    private readonly FeatureBlock[] _nominal;
    private readonly int[] _codes;

    /// <summary>The rows of a table.</summary>
    public SmoteRows(PreparedTable table)
    {
        _table = table;
        _numbers =
        [
            .. table.Blocks.Where(block => block.Kind != FeatureBlockKind.OneHot)
                .SelectMany(block => Enumerable.Range(block.Start, block.Width)),
        ];
        _nominal = [.. table.Blocks.Where(block => block.Kind == FeatureBlockKind.OneHot)];
        _codes = new int[table.Labels.Length * _nominal.Length];
        for (var i = 0; i < table.Labels.Length; i++)
        {
            var row = table.Features.Row(i);
            for (var b = 0; b < _nominal.Length; b++)
                _codes[(i * _nominal.Length) + b] = row.Slice(_nominal[b].Start, _nominal[b].Width).IndexOf(1);
        }

        Penalty = MedianDeviation(table, _numbers) is > 0 and var median ? median : 1;
    }

    /// <summary>
    /// The median of the numbers' standard deviations over the rows; 1, which makes the distance that of Hamming among
    /// rows with equal numbers, where that is 0 or there are no numbers.
    /// </summary>
    public double Penalty { get; }

    /// <summary>The nominal blocks.</summary>
    public IReadOnlyList<FeatureBlock> Nominal => _nominal;

    /// <summary>The level of a row in the n-th nominal block; -1 where it has none.</summary>
    public int Code(int row, int nominal) => _codes[(row * _nominal.Length) + nominal];

    /// <summary>
    /// Each row's <paramref name="k"/> nearest other rows, nearest first, of equally near ones the lower; all others
    /// where there are fewer.
    /// </summary>
    public int[][] Neighbours(int k, CancellationToken cancellation)
    {
        var count = _table.Labels.Length;
        k = Math.Min(k, count - 1);
        var neighbours = new int[count][];
        var nearest = new NearestRows(Math.Max(1, k));
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            nearest.Clear();
            for (var other = 0; other < count; other++)
            {
                if (other != i)
                    nearest.Offer(SquaredDistance(i, other, nearest.Farthest), other);
            }

            neighbours[i] = k == 0 ? [] : nearest.Rows.ToArray();
        }

        return neighbours;
    }

    /// <summary>The squared distance, or anything above <paramref name="enough"/> where it is more than that.</summary>
    private double SquaredDistance(int one, int other, double enough)
    {
        var x = _table.Features.Row(one);
        var y = _table.Features.Row(other);
        var sum = 0.0;
        for (var b = 0; b < _nominal.Length; b++)
        {
            if (Code(one, b) != Code(other, b))
                sum += Penalty * Penalty;
        }

        foreach (var j in _numbers)
        {
            if (sum > enough)
                break;
            sum += (x[j] - y[j]) * (x[j] - y[j]);
        }

        return sum;
    }

    private static double MedianDeviation(PreparedTable table, int[] numbers)
    {
        if (numbers.Length == 0)
            return 0;
        var deviations = Array.ConvertAll(numbers, column => Deviation(table, column));
        Array.Sort(deviations);
        return (deviations[(deviations.Length - 1) / 2] + deviations[deviations.Length / 2]) / 2;
    }

    private static double Deviation(PreparedTable table, int column)
    {
        var (mean, sum) = (0.0, 0.0);
        for (var i = 0; i < table.Labels.Length; i++)
            mean += table.Features[i, column] / table.Labels.Length;
        for (var i = 0; i < table.Labels.Length; i++)
            sum += Math.Pow(table.Features[i, column] - mean, 2);
        return Math.Sqrt(sum / table.Labels.Length);
    }
}
