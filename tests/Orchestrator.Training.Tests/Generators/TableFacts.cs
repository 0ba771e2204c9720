using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

/// <summary>Fits by name, and what the tests of generators without a network ask of tables.</summary>
internal static class TableFacts
{
    /// <summary>One fit; the settings are those of <see cref="GanTables.Settings"/>.</summary>
    public static GeneratorFit TryFit(string name, string changes, GeneratorFitTask task)
    {
        var trainer = GeneratorTrainers.Find(name);
        return trainer.Fit([task], GanTables.Settings(trainer.Algorithm, changes), TrainingContext.Cpu)[0];
    }

    /// <summary>The first rows of a fit that must succeed.</summary>
    public static PreparedTable Rows(string name, string changes, GeneratorFitTask task, int count)
    {
        var fit = TryFit(name, changes, task);
        return (fit.Generator ?? throw fit.Error!).Synthesise(count, TrainingContext.Cpu);
    }

    /// <summary>A task over a table of numbers.</summary>
    public static GeneratorFitTask Task(int key, PreparedTable table) => new(new StageKey(NeuralTables.Key(key)), table);

    /// <summary>A table of numbers with labels.</summary>
    public static PreparedTable Numbers(int columns, double[] values, int[] labels, int classes = 2) => new(
        new Matrix(labels.Length, columns, values), labels, classes,
        [
            .. Enumerable.Range(0, columns)
                .Select(column => new FeatureBlock($"x{column}", FeatureBlockKind.Numeric, column, 1, [])),
        ]);

    /// <summary>A column of a table; the one behind the last is the label or the numeric target.</summary>
    public static double[] Column(PreparedTable table, int column) => column == table.Features.Columns
        ? table.Targets ?? [.. table.Labels.Select(label => (double)label)]
        : [.. Enumerable.Range(0, table.Labels.Length).Select(row => table.Features[row, column])];

    public static double Correlation(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var product = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return product / Math.Sqrt(x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY)));
    }

    /// <summary>The largest difference of two empirical distribution functions.</summary>
    public static double KolmogorovSmirnov(double[] x, double[] y)
    {
        double[] points = [.. x.Concat(y).Distinct().Order()];
        double[] a = [.. x.Order()], b = [.. y.Order()];
        var (i, j, largest) = (0, 0, 0.0);
        foreach (var point in points)
        {
            while (i < a.Length && a[i] <= point)
                i++;
            while (j < b.Length && b[j] <= point)
                j++;
            largest = Math.Max(largest, Math.Abs(((double)i / a.Length) - ((double)j / b.Length)));
        }

        return largest;
    }

    /// <summary>Whether each category of a table is a valid one, and each number finite.</summary>
    public static bool IsValid(PreparedTable table) =>
        table.Features.Values.All(double.IsFinite)
        && Enumerable.Range(0, table.Labels.Length).All(row => table.Blocks.All(block => block.Kind switch
        {
            FeatureBlockKind.OneHot => table.Features.Row(row).Slice(block.Start, block.Width).ToArray().Order()
                .SequenceEqual([.. new double[block.Width - 1], 1.0]),
            FeatureBlockKind.Ordinal => block.Levels.Contains(table.Features[row, block.Start]),
            _ => true,
        }));
}
