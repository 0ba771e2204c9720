using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Generators.Quality;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Quality;

/// <summary>Tables that the tests of quality share.</summary>
internal static class QualityTables
{
    public static StageKey Key { get; } = new(NeuralTables.Key(1));

    public static GeneratorQuality Measure(
        PreparedTable training, PreparedTable holdout, PreparedTable generated, StageKey? key = null) =>
        QualityMeasurer.Measure(key ?? Key, training, holdout, generated, ["no", "yes"], TrainingContext.Cpu);

    /// <summary>Three numbers a row, the last of which is the target.</summary>
    public static PreparedTable Numbers(double[][] rows)
    {
        var features = new Matrix(rows.Length, 2, [.. rows.SelectMany(row => row[..2])]);
        return new PreparedTable(
            features, new int[rows.Length], 0,
            [new("x", FeatureBlockKind.Numeric, 0, 1, []), new("y", FeatureBlockKind.Numeric, 1, 1, [])])
        {
            Targets = [.. rows.Select(row => row[2])],
        };
    }

    /// <summary>Independent standard normals, every row its own; the target is the sign of their sum.</summary>
    public static PreparedTable Normals(int rows, int columns, int seed)
    {
        var draws = new float[rows * columns];
        new RandomStream(NeuralTables.Key(seed), RandomPurpose.Noise, 5).Normal(0, draws);
        var features = new Matrix(rows, columns, Array.ConvertAll(draws, draw => (double)draw));
        return new PreparedTable(
            features,
            [.. Enumerable.Range(0, rows).Select(row => features.Row(row).ToArray().Sum() > 0 ? 1 : 0)],
            2,
            [
                .. Enumerable.Range(0, columns)
                    .Select(c => new FeatureBlock($"x{c}", FeatureBlockKind.Numeric, c, 1, [])),
            ]);
    }

    /// <summary>Some rows of a table, as often as they are named.</summary>
    public static PreparedTable Take(PreparedTable table, params IEnumerable<int> rows)
    {
        int[] chosen = [.. rows];
        var features = new Matrix(chosen.Length, table.Features.Columns);
        for (var i = 0; i < chosen.Length; i++)
            table.Features.Row(chosen[i]).CopyTo(features.Row(i));
        return table with
        {
            Features = features,
            Labels = Array.ConvertAll(chosen, row => table.Labels[row]),
            Targets = table.Targets is { } targets ? Array.ConvertAll(chosen, row => targets[row]) : null,
        };
    }

    /// <summary>The squared distance of two rows as the documents have it, column by column.</summary>
    public static double Square(PreparedTable scale, PreparedTable a, int i, PreparedTable b, int j)
    {
        var sum = a.Targets is null
            ? a.Labels[i] == b.Labels[j] ? 0 : 2
            : Scaled([.. scale.Targets!], a.Targets[i] - b.Targets![j]);
        foreach (var block in scale.Blocks)
        {
            var left = a.Features.Row(i).Slice(block.Start, block.Width);
            var right = b.Features.Row(j).Slice(block.Start, block.Width);
            sum += block.Kind switch
            {
                FeatureBlockKind.OneHot => left.SequenceEqual(right) ? 0 : 2,
                _ => Scaled(
                    [.. Enumerable.Range(0, scale.Labels.Length).Select(row => scale.Features[row, block.Start])],
                    left[0] - right[0]),
            };
        }

        return sum;
    }

    private static double Scaled(double[] column, double difference)
    {
        var mean = column.Average();
        var variance = column.Average(value => (value - mean) * (value - mean));
        return difference * difference / (variance < 1e-12 ? 1 : variance);
    }
}
