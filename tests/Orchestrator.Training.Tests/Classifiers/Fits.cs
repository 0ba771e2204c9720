using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Classifiers;

/// <summary>Fits and small tables for the tests of the trainers.</summary>
internal static class Fits
{
    public static readonly string[] Models =
    [
        "logreg", "svc", "random-forest", "decision-tree", "knn", "gaussian-nb", "gradient-boosting", "mlp-full-batch",
        "majority",
    ];

    /// <summary>24 rows of 4 columns made by arithmetic, as the recorded scikit-learn values had them.</summary>
    public static Matrix Arithmetic { get; } = Rows(
        24, i => [7 * i % 11 / 10.0, 5 * i % 13 / 6.0 - 1, i % 3 * 0.5, i * i % 17 / 8.0]);

    /// <summary>The first four of those rows, moved by 0.05.</summary>
    public static Matrix ArithmeticTest { get; } = Rows(4, i => [.. Arithmetic.Row(i).ToArray().Select(v => v + 0.05)]);

    public static int[] ArithmeticLabels(int classes) =>
        [.. Enumerable.Range(0, 24).Select(i => (3 * i + i * i / 7) % classes)];

    public static Matrix Rows(int count, Func<int, double[]> row)
    {
        var rows = Enumerable.Range(0, count).Select(row).ToList();
        return new Matrix(count, rows[0].Length, [.. rows.SelectMany(r => r)]);
    }

    /// <summary>Rows of uniform numbers, the given share of them rounded to tenths, so that there are ties.</summary>
    public static Matrix Noise(int rows, int columns, ulong seed)
    {
        var random = new PhiloxSequence(seed, 7);
        return Rows(rows, _ => [.. Enumerable.Range(0, columns)
            .Select(j => j % 2 == 0 ? Math.Round(random.NextDouble(), 1) : random.NextDouble())]);
    }

    /// <summary>Classes that follow the first two columns, a tenth of them wrong.</summary>
    public static int[] NoisyLabels(Matrix features, int classes, ulong seed)
    {
        var random = new PhiloxSequence(seed, 8);
        return [.. Enumerable.Range(0, features.Rows).Select(i => random.NextInt(10) == 0
            ? random.NextInt(classes)
            : (int)((features[i, 0] + features[i, 1]) / 2.0001 * classes))];
    }

    public static TrialKey Key(int number) => new(Digest.Of([(byte)number, (byte)(number >> 8)]));

    public static FittedClassifier Fit(
        string model, Matrix features, int[] labels, int classes, int key = 0,
        params (string Name, string Value)[] changes)
    {
        var trainer = ClassifierTrainers.Find(model);
        var settings = SettingValues.Defaults(trainer.Algorithm);
        foreach (var (name, value) in changes)
            settings = settings.With(name, value);
        var task = new ClassifierFitTask(Key(key), features, labels, classes);
        return Assert.Single(trainer.Fit([task], settings, TrainingContext.Cpu)).Classifier!;
    }

    /// <summary>A fit to numbers.</summary>
    public static ClassifierFit Regress(
        string model, Matrix features, double[] targets, int key = 0, params (string Name, string Value)[] changes)
    {
        var trainer = ClassifierTrainers.Find(model);
        var settings = changes.Aggregate(
            SettingValues.Defaults(trainer.Algorithm), (values, change) => values.With(change.Name, change.Value));
        var task = new ClassifierFitTask(Key(key), features, new int[targets.Length], 0) { Targets = targets };
        return Assert.Single(trainer.Fit([task], settings, TrainingContext.Cpu));
    }

    public static void EqualWithin(double[] expected, Matrix actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Values.Length);
        Assert.All(
            expected.Zip(actual.Values), p => Assert.InRange(p.Second, p.First - tolerance, p.First + tolerance));
    }
}
