using Orchestrator.Benchmarks.Classifiers;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Speed;

/// <summary>
/// Fit and prediction of the other models beside scikit-learn: processor time, on passenger-like rows (few values a
/// column) and on boosted ones (one real row to two generated, so that every column is continuous).
/// </summary>
internal static class ModelSpeed
{
    private const int Boost = 2;
    private const int TestRows = 262;
    private const int TheirWarmups = 3;

    private static readonly Dictionary<string, double> Goals = new(StringComparer.Ordinal)
    {
        ["random-forest"] = 5,
        ["decision-tree"] = 5,
        ["svc"] = 1,
        ["logreg"] = 1,
        ["knn"] = 3,
        ["gaussian-nb"] = 3,
    };

    /// <summary>Measures all of them.</summary>
    public static void Run(SpeedOptions options, SpeedReport report)
    {
        using var reference = ScikitLearn.Start();
        foreach (var rows in options.IsQuick ? [1047] : ClassifierBenchmark.TrainingRows)
        {
            foreach (var (kind, table) in
                new[] { ("real", new PassengerTable(rows, TestRows)), ("boosted", Boosted(rows)) })
            {
                reference?.Load(table);
                SpeedReport.Progress($"  {rows} {kind} rows");
                foreach (var (model, goal) in Goals)
                {
                    var work = $"`{model}`, fit and prediction, {rows} {kind} rows";
                    report.Compare(Compare(work, model, table, options.Rounds, reference), goal, NetworkSpeed.Milliseconds);
                }
            }
        }
    }

    /// <summary>Real rows as a table of numbers.</summary>
    internal static PreparedTable Numeric(Matrix features, int[] labels) => new(
        features, labels, 2,
        [
            .. Enumerable.Range(0, features.Columns).Select(
                j => new FeatureBlock($"column {j}", FeatureBlockKind.Numeric, j, 1, [])),
        ]);

    private static SpeedComparison Compare(
        string work, string model, PassengerTable table, int rounds, ScikitLearn? reference)
    {
        // Warm-ups, which also say how many fits make one measurement.
        var times = ProcessorTime.Times(ProcessorTime.Warm(() => ClassifierBenchmark.FitAndPredict(model, table, 0)));
        var theirTimes = 1;
        for (var warm = 0; warm < TheirWarmups && reference is not null; warm++)
            theirTimes = ProcessorTime.Times(reference.Measure(model, warm) / 1e3);
        return SpeedComparison.Run(
            work, rounds,
            round => ProcessorTime.Mean(() => ClassifierBenchmark.FitAndPredict(model, table, round), times),
            reference is null ? null : round => reference.Measure(model, round, theirTimes) / 1e3);
    }

    private static PassengerTable Boosted(int rows)
    {
        var real = new PassengerTable(rows / (1 + Boost), TestRows);
        var table = Numeric(real.Train, real.TrainLabels);
        var trainer = GeneratorTrainers.Find("wgan-gp");
        var fit = trainer.Fit(
            [new GeneratorFitTask(new StageKey(Digest.Of([1])), table)], SettingValues.Defaults(trainer.Algorithm),
            TrainingContext.Cpu)[0];
        var generated = fit.Generator!.Synthesise(rows - real.Train.Rows, TrainingContext.Cpu);
        var all = new Matrix(rows, real.Train.Columns);
        var labels = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            var (source, from, at) = i < real.Train.Rows
                ? (real.Train, real.TrainLabels, i)
                : (generated.Features, generated.Labels, i - real.Train.Rows);
            for (var j = 0; j < all.Columns; j++)
                all[i, j] = source[at, j];
            labels[i] = from[at];
        }

        return new PassengerTable((all, labels), (real.Test, real.TestLabels));
    }
}
