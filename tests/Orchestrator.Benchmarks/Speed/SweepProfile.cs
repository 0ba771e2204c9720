using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Benchmarks.Sweeps;

namespace Orchestrator.Benchmarks.Speed;

/// <summary>
/// Which places take the time of titanic-boost: the seconds that the store has of each fit and prediction, added up by
/// stage and algorithm, beside the processor time of the whole run; what is left is everything else.
/// </summary>
internal static class SweepProfile
{
    private const int Shown = 5;
    private const string GeneratorSeconds =
        "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("
        + "'select coalesce(sum(fit_seconds), 0) from traces').fetchone()[0])";

    /// <summary>Runs the sweep once and adds up.</summary>
    public static void Run(SpeedOptions options, SpeedReport report)
    {
        using var run = ProductRun.Run(ProductRun.TitanicBoost(options.IsQuick ? 1 : 5), options.Slots);
        var places = Models(run.Data);
        var trials = places.Count > 0 ? places.Max(place => place.Trials) : 0;
        if (Python.Run(["-c", GeneratorSeconds, Path.Combine(run.Data, "results.db")]) is { } seconds)
            places.Add(("fit of the generators", double.Parse(seconds, CultureInfo.InvariantCulture), 0));
        var known = places.Sum(place => place.Seconds);
        var rest = Math.Max(0, run.ProcessorSeconds - known);
        places.Add(("everything else: start, rows, synthesis, scores, coordinator, store", rest, 0));
        var sorted = places.OrderByDescending(place => place.Seconds).ToList();

        report.Note(
            $"""
            {trials} trials a model in {run.Seconds:0.0} s by the clock, {run.ProcessorSeconds:0.0} s of processors on
            {options.Slots} slots.
            The seconds are by the clock of a slot, on a busy machine more than its processor time; {known:0.0} s altogether.
            """);
        report.Header("place", "seconds", "share");
        for (var k = 0; k < sorted.Count; k++)
        {
            report.Row(
                k < Shown ? $"**{sorted[k].Place}**" : sorted[k].Place, SpeedReport.Text($"{sorted[k].Seconds:0.00}"),
                SpeedReport.Text($"{100 * sorted[k].Seconds / (known + rest):0.0} %"));
        }
    }

    private static List<(string Place, double Seconds, int Trials)> Models(string data)
    {
        using var results = JsonDocument.Parse(Product("results", "titanic-boost", "--format", "json", "--timings", "--data", data));
        var models = results.RootElement.EnumerateArray()
            .Select(trial => (
                Model: trial.GetProperty("model").GetString()!,
                Fit: trial.GetProperty("fit_seconds").GetDouble(),
                Predict: trial.GetProperty("predict_seconds").GetDouble()))
            .GroupBy(trial => trial.Model).ToList();
        return
        [
            .. models.Select(model => ($"fit of `{model.Key}`", model.Sum(trial => trial.Fit), model.Count())),
            .. models.Select(model => ($"prediction of `{model.Key}`", model.Sum(trial => trial.Predict), model.Count())),
        ];
    }

    private static string Product(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "orchestrator"), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"orchestrator {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
