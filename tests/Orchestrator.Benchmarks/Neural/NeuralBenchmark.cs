using System.Diagnostics;
using System.Globalization;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Classifiers.Mlp;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Neural;

/// <summary>
/// Seconds of one fit of the mlp and of each GAN beside the reference program's (PyTorch), one core each, alternating,
/// as CPU time, so that other work on the machine weighs on neither. Usage: --reference DIR [--rows FILE.csv] [--rounds
/// N].
/// </summary>
public static class NeuralBenchmark
{
    private const int FitsARound = 5;

    /// <summary>Runs it; 0 if all went well, 2 for bad arguments.</summary>
    public static int Run(string[] args)
    {
        if (Option(args, "--reference") is not { } reference)
        {
            Console.Error.WriteLine("usage: neural --reference DIR [--rows FILE.csv] [--rounds N]");
            return 2;
        }

        var file = Option(args, "--rows") ?? Path.Combine(
            reference, "..", "data", "leitner", "titanic_sound_train.csv");
        var rounds = int.Parse(Option(args, "--rounds") ?? "3", CultureInfo.InvariantCulture);
        var table = Read(file);
        Console.WriteLine($"{Path.GetFileName(file)}: {table.Labels.Length} rows, {table.Features.Columns} features");
        Console.WriteLine($"CPU seconds a fit, median of {rounds} rounds");
        foreach (var name in new[] { "mlp", "wgan-gp", "wgan-gp published", "dcgan" })
        {
            // Not counted: the first fits, while the runtime still compiles.
            Ours(name, table, FitsARound);
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                ours.Add(Ours(name, table, FitsARound));
                theirs.Add(Theirs(name, reference, file, round + 1));
            }

            var (a, b) = (Medians.Of(ours), Medians.Of(theirs));
            Console.WriteLine($"{name,-18} ours {a:F4}  PyTorch {b:F3}  ratio {b / a:F1}");
        }

        return 0;
    }

    private static double Ours(string name, PreparedTable table, int fits)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var keys = Enumerable.Range(0, fits).Select(k => Digest.Of([(byte)k])).ToList();
        if (name == "mlp")
        {
            var tasks = keys.Select(
                key => new ClassifierFitTask(new TrialKey(key), table.Features, table.Labels, 2)).ToList();
            var defaults = SettingValues.Defaults(MlpAlgorithm.Descriptor);
            foreach (var fit in new MlpTrainer().Fit(tasks, defaults, TrainingContext.Cpu))
                fit.Classifier!.Dispose();
        }
        else
        {
            var trainer = GeneratorTrainers.Find(name.Split(' ')[0]);
            var settings = SettingValues.Defaults(trainer.Algorithm);
            if (name.EndsWith("published", StringComparison.Ordinal))
                settings = settings.With("penalty", "published").With("range", "unit");
            trainer.Fit(
                [.. keys.Select(key => new GeneratorFitTask(new StageKey(key), table))], settings, TrainingContext.Cpu);
        }

        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds / fits;
    }

    private static double Theirs(string name, string reference, string file, int seed)
    {
        var call = name switch
        {
            "mlp" => "r.fit_nn(rows[:, :-1], rows[:, -1], seed)",
            "dcgan" => "r.train_gan('dcgan', rows, seed)",
            "wgan-gp" => "r.train_gan('wgan_gp', rows, seed, gp='standard')",
            _ => "r.train_gan('wgan_gp', rows, seed, gp='thesis')",
        };
        var script = $"import sys, time; sys.path.insert(0, sys.argv[1]); import numpy as np, sweep_reference as r; "
            + $"rows = np.loadtxt(sys.argv[2], delimiter=',', skiprows=1); seed = int(sys.argv[3]); "
            + $"t = time.process_time(); {call}; print(time.process_time() - t)";
        var output = Python.Run(["-c", script, reference, file, seed.ToString(CultureInfo.InvariantCulture)])
            ?? throw new InvalidOperationException("The reference failed: see above.");
        return double.Parse(output, CultureInfo.InvariantCulture);
    }

    private static PreparedTable Read(string file)
    {
        var rows = File.ReadLines(file).Skip(1).Where(line => line.Length > 0)
            .Select(
                line => line.Split(',').Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray()).ToList();
        var columns = rows[0].Length - 1;
        var features = new Matrix(rows.Count, columns, [.. rows.SelectMany(row => row[..columns])]);
        var blocks = Enumerable.Range(0, columns)
            .Select(j => new FeatureBlock($"column {j}", FeatureBlockKind.Numeric, j, 1, [])).ToList();
        return new PreparedTable(features, [.. rows.Select(row => (int)row[columns])], 2, blocks);
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
