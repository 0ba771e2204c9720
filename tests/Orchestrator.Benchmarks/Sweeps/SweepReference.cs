using System.Globalization;
using System.Text.RegularExpressions;
using Orchestrator.Benchmarks.Measuring;

namespace Orchestrator.Benchmarks.Sweeps;

/// <summary>One run of the reference program on the grid of titanic-boost for some seeds.</summary>
/// <param name="Seconds">By its own clock, which leaves the start of its processes out.</param>
/// <param name="Trials">Its trials.</param>
/// <param name="SecondsWithoutNetwork">
/// What its generators and all cells but those of the network took, each by the clock of its process, added up and
/// shared out among the processes without a gap.
/// </param>
/// <param name="TrialsWithoutNetwork">Those cells.</param>
internal sealed record SweepReference(
    double Seconds, int Trials, double SecondsWithoutNetwork, int TrialsWithoutNetwork)
{
    /// <summary>The program in a folder; null, with a word on the console, where it is not there.</summary>
    public static string? Find(string folder)
    {
        var program = Path.Combine(folder, "sweep_reference.py");
        if (File.Exists(program))
            return program;
        Console.Error.WriteLine($"{program} is not there: the product runs alone (--reference DIR)");
        return null;
    }

    /// <summary>Runs it with the product's defaults; null where it cannot run.</summary>
    /// <param name="program">The program.</param>
    /// <param name="mode"><c>--share</c> or <c>--naive</c>.</param>
    /// <param name="seeds">The seeds, with commas between.</param>
    /// <param name="jobs">Its processes.</param>
    /// <param name="more">Further arguments, such as a smaller grid.</param>
    public static SweepReference? Run(string program, string mode, string seeds, int jobs, params string[] more)
    {
        var output = Path.GetTempFileName();
        try
        {
            var printed = Python.Run(
            [
                program, mode, "--sound", "--gp", "standard", "--label-threshold", "0.5", "--seeds", seeds, "--jobs",
                $"{jobs}", "--out", output, .. more,
            ]);
            if (printed is not null)
                return Read(printed, File.ReadAllLines(output), jobs);
            Console.Error.WriteLine(
                "The reference cannot run: apt-get install python3-torch python3-sklearn python3-joblib python3-pandas "
                + "libopenblas0-pthread");
            return null;
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static SweepReference Read(string printed, string[] lines, int jobs)
    {
        var header = lines[0].Split(',');
        var (model, seconds) = (Array.IndexOf(header, "model"), Array.IndexOf(header, "cell_s"));
        var cells = lines[1..].Select(line => line.Split(','))
            .Select(fields => (Model: fields[model], Seconds: Number(fields[seconds]))).ToList();
        var rest = cells.FindAll(cell => cell.Model != "nn");

        // Trained inside the cells, generators are part of the cells' seconds.
        var generators = printed.Contains("mode=share", StringComparison.Ordinal)
            ? Regex.Matches(printed, @"gan \S+: .* sum=([0-9.]+)s").Sum(match => Number(match.Groups[1].Value))
            : 0;
        return new SweepReference(
            Number(Regex.Match(printed, @"wall=([0-9.]+)s").Groups[1].Value), cells.Count,
            (generators + rest.Sum(cell => cell.Seconds)) / jobs, rest.Count);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
