using System.Globalization;
using Orchestrator.Benchmarks.Measuring;

namespace Orchestrator.Benchmarks.Sweeps;

/// <summary>
/// The whole of titanic-boost, product and reference program by turns on the same cores. Ours is timed from the
/// outside, start to end of the process, with nothing in the store; the reference by its own clock, which leaves the
/// start of its processes out. The ratio is of the medians.
/// Arguments: <c>[--seeds N] [--rounds N] [--slots N] [--reference DIR]</c>.
/// </summary>
public static class SweepBenchmark
{
    private const int TrialsPerSeed = 441;

    /// <summary>Runs it.</summary>
    public static int Run(string[] args)
    {
        var arguments = new BenchmarkArguments(args);
        var seeds = arguments.Number("--seeds", 1);
        var slots = arguments.Number("--slots", Environment.ProcessorCount);
        var reference = SweepReference.Find(arguments.Text("--reference", "../shared/reference"));
        List<double> ours = [], theirs = [];
        for (var round = 0; round < arguments.Number("--rounds", 3); round++)
        {
            using var run = ProductRun.Run(ProductRun.TitanicBoost(seeds), slots);
            ours.Add(run.Seconds);
            if (reference is not null
                && SweepReference.Run(reference, "--share", string.Join(',', Enumerable.Range(0, seeds)), slots) is { } other)
                theirs.Add(other.Seconds);
        }

        Report("orchestrator", ours, seeds);
        if (theirs.Count > 0)
        {
            Report("reference", theirs, seeds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"ratio        {Medians.Of(theirs) / Medians.Of(ours):0.00} times the reference's trials a second"));
        }

        return 0;
    }

    private static void Report(string name, List<double> seconds, int seeds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-12} {Medians.Of(seconds):0.0} s, {seeds * TrialsPerSeed / Medians.Of(seconds):0.0} trials/s")
            + $" (runs: {string.Join(", ", seconds.Select(s => s.ToString("0.0", CultureInfo.InvariantCulture)))} s)");
}
