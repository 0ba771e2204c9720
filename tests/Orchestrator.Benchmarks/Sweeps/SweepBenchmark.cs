using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Orchestrator.Sweeps.BuiltIn;

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

    public static int Run(string[] args)
    {
        var seeds = int.Parse(Argument(args, "--seeds", "1"), CultureInfo.InvariantCulture);
        var rounds = int.Parse(Argument(args, "--rounds", "3"), CultureInfo.InvariantCulture);
        var slots = Argument(args, "--slots", $"{Environment.ProcessorCount}");
        var reference = Path.Combine(Argument(args, "--reference", "../shared/reference"), "sweep_reference.py");
        var isThere = File.Exists(reference);
        if (!isThere)
            Console.WriteLine($"{reference} is not there: the product runs alone (--reference DIR)");
        List<double> ours = [], theirs = [];
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(Product(seeds, slots));
            if (isThere)
                theirs.Add(Reference(reference, seeds, slots));
        }

        Report("orchestrator", ours, seeds);
        if (theirs.Count > 0)
        {
            Report("reference", theirs, seeds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"ratio        {Median(theirs) / Median(ours):0.00} times the reference's trials a second"));
        }

        return 0;
    }

    private static double Product(int seeds, string slots)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-benchmark-");
        try
        {
            var sweep = Path.Combine(folder.FullName, "sweep.yaml");
            File.WriteAllText(sweep, BuiltInSweeps.Find("titanic-boost")!.Text.Replace("seeds: 5", $"seeds: {seeds}"));
            return Time(Path.Combine(AppContext.BaseDirectory, "orchestrator"),
                ["run", sweep, "--data", Path.Combine(folder.FullName, "data"), "--slots", slots, "--quiet"]).Seconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Reference(string program, int seeds, string jobs)
    {
        var output = Path.GetTempFileName();
        try
        {
            var list = string.Join(',', Enumerable.Range(0, seeds));
            var (_, printed) = Time("/usr/bin/python3",
            [
                program, "--share", "--sound", "--gp", "standard", "--label-threshold", "0.5", "--seeds", list,
                "--jobs", jobs, "--out", output,
            ]);
            return double.Parse(Regex.Match(printed, @"wall=([0-9.]+)s").Groups[1].Value, CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static (double Seconds, string Output) Time(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{output}");
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, output);
    }

    private static void Report(string name, List<double> seconds, int seeds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-12} {Median(seconds):0.0} s, {seeds * TrialsPerSeed / Median(seconds):0.0} trials/s")
            + $" (runs: {string.Join(", ", seconds.Select(s => s.ToString("0.0", CultureInfo.InvariantCulture)))} s)");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Argument(string[] args, string name, string otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
    }
}
