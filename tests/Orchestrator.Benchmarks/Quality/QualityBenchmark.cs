using System.Globalization;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Costs;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Generators.Quality;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Quality;

/// <summary>What it costs to measure the quality of one generator fit, on one thread.</summary>
internal static class QualityBenchmark
{
    private const int Rounds = 30;

    public static int Run(string[] args)
    {
        foreach (var name in args.Length == 0 ? ["titanic", "iris", "pima", "digits8x8", "vote", "f1"] : args)
        {
            var dataset = DatasetCatalog.Load(name);
            var key = new StageKey(Digest.Of([1]));
            var (train, test) = Splits.Split(dataset, new SplitSpec(0.2, Stratified: true, FixedSeed: null), key);
            var preprocessor = Preprocessor.Fit(dataset, train);
            var (real, held) = (preprocessor.Transform(train), preprocessor.Transform(test));
            var noise = GeneratorTrainers.Find("noise");
            var fitted = noise.Fit(
                [new GeneratorFitTask(key, real)], SettingValues.Defaults(noise.Algorithm), TrainingContext.Cpu)[0].Generator!;
            var made = fitted.Synthesise(Math.Min(train.Length, GeneratorQuality.MostRows), TrainingContext.Cpu);
            var times = new List<double>();
            var clock = new ThreadClock("cpu", TimeProvider.System);
            for (var round = 0; round < 2 * Rounds; round++)
            {
                var before = clock.Now();
                QualityMeasurer.Measure(key, real, held, made, dataset.Classes, TrainingContext.Cpu);
                times.Add((clock.Now() - before) * 1e3);
            }

            // The first half lets the compiler come to its best code.
            var median = times.Skip(Rounds).Order().ElementAt(Rounds / 2);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-12} {train.Length,5} × {real.Features.Columns,-4} {median,7:0.0} ms a fit (first {times[0]:0} ms)"));
        }

        return 0;
    }
}
