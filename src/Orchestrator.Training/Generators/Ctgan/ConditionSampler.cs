using Orchestrator.Training.Generators.Tabular;

namespace Orchestrator.Training.Generators.Ctgan;

/// <summary>A discrete column and the level that it is to have.</summary>
/// <param name="Column">The column, as the codec counts discrete ones.</param>
/// <param name="Level">The level.</param>
internal readonly record struct Condition(int Column, int Level);

/// <summary>
/// Training by sampling (Xu et al. 2019, section 4.3): a discrete column is drawn evenly, its level by the logarithm of
/// how often it occurs, and a real row among those that have it. Immutable.
/// </summary>
internal sealed class ConditionSampler
{
    private readonly Column[] _columns;

    /// <summary>A sampler over the rows of a codec.</summary>
    public ConditionSampler(TabularCodec codec)
    {
        var start = 0;
        _columns = new Column[codec.Discrete.Count];
        for (var c = 0; c < _columns.Length; c++)
        {
            var (span, levels) = codec.Discrete[c];
            _columns[c] = new Column(
                start,
                span.Start,
                Cumulated(levels.Counts, count => Math.Log(count + 1.0)),
                Cumulated(levels.Counts, count => count),
                [.. Enumerable.Range(0, levels.Width).Select(level => Enumerable.Range(0, levels.Levels.Length)
                    .Where(row => levels.Levels[row] == level).ToArray())]);
            start += levels.Width;
        }

        Width = start;
        Active = [.. codec.Discrete.SelectMany(column => column.Levels.Counts.Select(count => count > 0))];
    }

    /// <summary>The columns of a condition as a network sees it: one for each level of each column.</summary>
    public int Width { get; }

    /// <summary>Which of them occur.</summary>
    public bool[] Active { get; }

    /// <summary>A condition for training, from two uniform draws.</summary>
    public Condition Draw(float column, float level) => Draw(column, level, c => c.Logarithms);

    /// <summary>A condition for synthesis: levels come as often as in the real rows.</summary>
    public Condition DrawOriginal(float column, float level) => Draw(column, level, c => c.Frequencies);

    /// <summary>The place of a condition's 1 among the condition's columns.</summary>
    public int Place(Condition condition) => _columns[condition.Column].Start + condition.Level;

    /// <summary>The place of the level among the row's columns.</summary>
    public int RowPlace(Condition condition) => _columns[condition.Column].RowStart + condition.Level;

    /// <summary>A real row that has the level, from a uniform draw.</summary>
    public int Row(Condition condition, float draw)
    {
        var rows = _columns[condition.Column].Rows[condition.Level];
        return rows[(int)((double)draw * rows.Length)];
    }

    private Condition Draw(float column, float level, Func<Column, double[]> cumulated)
    {
        var chosen = (int)((double)column * _columns.Length);
        var sums = cumulated(_columns[chosen]);
        var wanted = level * sums[^1];
        var place = Array.FindIndex(sums, sum => sum > wanted);
        return new Condition(chosen, place);
    }

    private static double[] Cumulated(int[] counts, Func<int, double> weight)
    {
        var (sums, sum) = (new double[counts.Length], 0.0);
        for (var level = 0; level < counts.Length; level++)
        {
            sum += counts[level] == 0 ? 0 : weight(counts[level]);
            sums[level] = sum;
        }

        return sums;
    }

    private sealed record Column(
        int Start, int RowStart, double[] Logarithms, double[] Frequencies, int[][] Rows);
}
