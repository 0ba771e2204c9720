using System.Globalization;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Benchmarks.Search;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Generators;

/// <summary>
/// One <c>ctgan</c>, one <c>tvae</c> and one <c>tab-ddpm</c> at default settings but for their length on the 1047 × 11
/// training part of titanic, beside the same networks in PyTorch, by turns, one thread each: training steps a processor
/// second. Arguments: <c>[--epochs N] [--steps N] [--rounds N]</c>, the steps those of <c>tab-ddpm</c>.
/// </summary>
public static class GeneratorBenchmark
{
    // The mean of so many entries makes up the trace of tab-ddpm.
    private const int Entries = 100;

    /// <summary>Runs it; 0 where both sides were measured, 2 for bad arguments.</summary>
    public static int Run(string[] args)
    {
        var arguments = new BenchmarkArguments(args);
        var (epochs, steps) = (arguments.Number("--epochs", 30), arguments.Number("--steps", 100));
        var rounds = arguments.Number("--rounds", 5);
        if (epochs < 2 || steps < 2 || rounds < 1)
        {
            Console.Error.WriteLine("At least 2 epochs, 2 steps and 1 round: the first epoch is not measured.");
            return 2;
        }

        var table = TitanicTable.Train();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{table.Labels.Length} rows, {table.Features.Columns} features; one fit at a time, one thread"));
        using var reference = TorchGenerators.Start(table);
        foreach (var (name, setting, count) in
            new[] { ("ctgan", "epochs", epochs), ("tvae", "epochs", epochs), ("tab-ddpm", "steps", steps) })
            Compare(table, reference, (name, setting, count), rounds);
        return reference is null ? 1 : 0;
    }

    private static void Compare(
        PreparedTable table, TorchGenerators? reference, (string Name, string Setting, int Count) fit, int rounds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fit.Name}, {fit.Count} {fit.Setting}"));

        // Not counted: the first trainings, while the runtimes still warm up.
        _ = Ours(table, fit, 0);
        _ = reference?.Train(fit.Name, fit.Count);
        List<double> ours = [], theirs = [];
        for (var round = 1; round <= rounds; round++)
        {
            Note("orchestrator", Ours(table, fit, round), ours);
            if (reference is not null)
                Note("reference", reference.Train(fit.Name, fit.Count), theirs);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  median       orchestrator {Medians.Of(ours):F1} steps a processor second"));
        if (reference is not null)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"               reference    {Medians.Of(theirs):F1}; ratio {Medians.Of(ours) / Medians.Of(theirs):F2}"));
        }
    }

    private static TrainingTime Ours(
        PreparedTable table, (string Name, string Setting, int Count) fit, int round)
    {
        var trainer = GeneratorTrainers.Find(fit.Name);
        var settings = SettingValues.Defaults(trainer.Algorithm)
            .With(fit.Setting, fit.Count.ToString(CultureInfo.InvariantCulture));
        var clock = new EpochClock();
        var fitted = trainer.Fit(
            [new GeneratorFitTask(new StageKey(Digest.Of([(byte)round])), table)], settings,
            TrainingContext.Cpu with { Epochs = clock });
        if (fitted[0].Error is { } error)
            throw error;
        return new TrainingTime(StepsBehindFirst(fit, table.Labels.Length, settings), clock.Seconds, clock.Loss);
    }

    // Steps of all epochs but the first; of tab-ddpm, of all entries of its trace but the first.
    private static int StepsBehindFirst(
        (string Name, string Setting, int Count) fit, int rows, SettingValues settings)
    {
        var batch = settings.Integer("batch");
        return fit.Name switch
        {
            "ctgan" => (fit.Count - 1) * Math.Max(1, rows / batch),
            "tvae" => (fit.Count - 1) * ((rows + batch - 1) / batch),
            _ => fit.Count - ((fit.Count + Entries - 1) / Entries),
        };
    }

    private static void Note(string who, TrainingTime time, List<double> rates)
    {
        rates.Add(time.Rate);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {who,-13}{time.Steps} steps in {time.Seconds:F2} s of a processor: {time.Rate:F1} steps/s; "
            + $"last loss {time.Loss:F3}"));
    }
}
