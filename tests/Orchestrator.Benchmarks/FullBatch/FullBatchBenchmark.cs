using System.Diagnostics;
using System.Globalization;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.FullBatch;

/// <summary>
/// Seconds and training errors of every full-batch algorithm on y = sin(x²), 943 rows and 151 parameters, 500 epochs, and of
/// the two that keep JᵀJ on 1000 rows of two columns with three hidden layers of 10 (261 parameters), 1000 epochs. One core.
/// Argument: the number of keys (default 3), of which the mean is shown.
/// </summary>
public static class FullBatchBenchmark
{
    /// <summary>Runs it.</summary>
    public static int Run(string[] args)
    {
        var keys = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
        var line = Rows(943, 1, i => [i * 0.01]);
        double[] sine = [.. line.Values.Select(x => Math.Sin(x * x))];
        Console.WriteLine("algorithm  hidden      rows  epochs   CPU s   wall s   training error");
        foreach (var algorithm in new[] { "gd", "gdm", "gda", "gdx", "cgf", "bfgs", "lm", "br" })
            Measure(algorithm, "50", line, sine, "500", keys);
        var plane = Rows(1000, 2, i => [i % 32 / 15.5 - 1, i / 32 / 15.5 - 1]);
        double[] surface = [.. Enumerable.Range(0, 1000)
            .Select(i => Math.Sin(3 * plane[i, 0]) * Math.Exp(plane[i, 1]) + plane[i, 0] * plane[i, 1])];
        foreach (var algorithm in new[] { "lm", "br" })
            Measure(algorithm, "10,10,10", plane, surface, "1000", keys);
        return 0;
    }

    private static void Measure(
        string algorithm, string hidden, Matrix features, double[] targets, string epochs, int keys)
    {
        var trainer = ClassifierTrainers.Find("mlp-full-batch");
        var settings = SettingValues.Defaults(trainer.Algorithm)
            .With("algorithm", algorithm).With("hidden", hidden).With("epochs", epochs).With("least-gradient", "1E-300");
        var (error, done) = (0.0, 0.0);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        for (var k = 0; k < keys; k++)
        {
            var key = new TrialKey(Digest.Of([(byte)k]));
            var task = new ClassifierFitTask(key, features, new int[targets.Length], 0) { Targets = targets };
            var fit = trainer.Fit([task], settings, TrainingContext.Cpu).Single();
            var values = fit.Classifier!.Predict(features).Values!;
            error += values.Zip(targets).Average(p => (p.First - p.Second) * (p.First - p.Second)) / keys;
            done += (double)fit.Record!.Epochs / keys;
        }

        process.Refresh();
        var used = (process.TotalProcessorTime - before).TotalSeconds / keys;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{algorithm,-11}{hidden,-10}{targets.Length,6}{done,8:F0}{used,8:F2}{clock.Elapsed.TotalSeconds / keys,9:F2}"
            + $"   {error:E2}"));
    }

    private static Matrix Rows(int count, int columns, Func<int, double[]> row) =>
        new(count, columns, [.. Enumerable.Range(0, count).SelectMany(row)]);
}
