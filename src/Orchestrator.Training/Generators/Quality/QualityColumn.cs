using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.Quality;

/// <summary>What a column holds when quality is measured.</summary>
internal enum QualityColumnKind
{
    /// <summary>A number, standardised by the training rows.</summary>
    Number,

    /// <summary>The position of a level in its order, from 0, standardised by the training rows.</summary>
    Ordinal,

    /// <summary>The number of a level, from 0; -1 for none of them.</summary>
    Nominal,
}

/// <summary>
/// One column of the data set as quality is measured on it: a one-hot block is one column again, and the target is the
/// last one. Scales are those of the training rows.
/// </summary>
/// <param name="Name">The data set's column.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Block">The features that it is read from; null for the target.</param>
/// <param name="Levels">How many levels it has; 0 for a number.</param>
internal sealed record QualityColumn(string Name, QualityColumnKind Kind, FeatureBlock? Block, int Levels)
{
    /// <summary>The name of the target's column.</summary>
    public const string Target = "target";

    /// <summary>
    /// Values further out than this, and what is no number, are taken for this: squares of floats stay finite.
    /// </summary>
    private const double Farthest = 1e6;

    private const int LongestName = 60;

    /// <summary>What the levels are called; may be empty.</summary>
    public IReadOnlyList<string> LevelNames { get; init; } = [];

    /// <summary>The mean of the training rows, of a number or position.</summary>
    public double Mean { get; private init; }

    /// <summary>Their standard deviation; 1 for a column that does not vary.</summary>
    public double Deviation { get; private init; } = 1;

    /// <summary>All columns of a training table, the target last.</summary>
    public static QualityColumn[] Of(PreparedTable training, IReadOnlyList<string> classes)
    {
        QualityColumn target = training.Targets is null
            ? new(Target, QualityColumnKind.Nominal, null, training.ClassCount) { LevelNames = classes }
            : new(Target, QualityColumnKind.Number, null, 0);
        return [.. training.Blocks.Select(Of).Append(target).Select(column => column.Scaled(training))];
    }

    /// <summary>What level <paramref name="level"/> is called.</summary>
    public string LevelName(int level)
    {
        var name = level < 0 ? "(none)"
            : level < LevelNames.Count ? LevelNames[level]
            : level.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name.Length <= LongestName ? name : $"{name[..(LongestName - 1)]}…";
    }

    /// <summary>The value of a row: scaled, or the number of its level.</summary>
    public float Read(PreparedTable table, int row)
    {
        var value = Raw(table, row);
        if (Kind == QualityColumnKind.Nominal)
            return (float)value;
        var scaled = (value - Mean) / Deviation;
        return (float)(double.IsNaN(scaled) ? Farthest : Math.Clamp(scaled, -Farthest, Farthest));
    }

    /// <summary>The level of a value that was read.</summary>
    public int Level(float value) => Kind == QualityColumnKind.Nominal
        ? (int)value
        : (int)Math.Clamp(Math.Round((value * Deviation) + Mean), 0, Levels - 1);

    /// <summary>A number that was read in the unit of the data set.</summary>
    public double Original(double value)
    {
        var prepared = (value * Deviation) + Mean;
        return Block is { } block ? (prepared * block.Unit) + block.Centre : prepared;
    }

    private static QualityColumn Of(FeatureBlock block) => block.Kind switch
    {
        FeatureBlockKind.OneHot => new(block.Column, QualityColumnKind.Nominal, block, block.Width)
        {
            LevelNames = block.LevelNames,
        },
        FeatureBlockKind.Ordinal when block.Levels.Count > 0 =>
            new(block.Column, QualityColumnKind.Ordinal, block, block.Levels.Count) { LevelNames = block.LevelNames },
        _ => new(block.Column, QualityColumnKind.Number, block, 0),
    };

    private QualityColumn Scaled(PreparedTable training)
    {
        var rows = training.Labels.Length;
        if (Kind == QualityColumnKind.Nominal || rows == 0)
            return this;
        var (sum, squares) = (0.0, 0.0);
        for (var row = 0; row < rows; row++)
            sum += Raw(training, row);
        var mean = sum / rows;
        for (var row = 0; row < rows; row++)
        {
            var shift = Raw(training, row) - mean;
            squares += shift * shift;
        }

        var deviation = Math.Sqrt(squares / rows);
        if (!double.IsFinite(deviation))
            return this;

        // What is left of a constant column is the rounding error of its mean.
        return this with { Mean = mean, Deviation = deviation <= 1e-12 * Math.Abs(mean) ? 1 : deviation };
    }

    private double Raw(PreparedTable table, int row)
    {
        if (Block is not { } block)
            return table.Targets is { } targets ? targets[row] : table.Labels[row];
        var part = table.Features.Row(row).Slice(block.Start, block.Width);
        return Kind switch
        {
            QualityColumnKind.Number => part[0],
            QualityColumnKind.Ordinal => Nearest(block.Levels, part[0]),
            _ => Largest(part),
        };
    }

    private static int Nearest(IReadOnlyList<double> levels, double value)
    {
        var best = 0;
        for (var level = 1; level < levels.Count; level++)
        {
            if (Math.Abs(levels[level] - value) < Math.Abs(levels[best] - value))
                best = level;
        }

        return best;
    }

    // -1 for a block without anything above 0: the level was never seen in training.
    private static int Largest(ReadOnlySpan<double> values)
    {
        var (best, largest) = (-1, 0.0);
        for (var level = 0; level < values.Length; level++)
        {
            if (values[level] > largest)
                (best, largest) = (level, values[level]);
        }

        return best;
    }
}
