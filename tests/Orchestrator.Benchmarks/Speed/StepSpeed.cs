using System.Globalization;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Benchmarks.Search;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Speed;

/// <summary>
/// Steps of fused generators beside the same steps in PyTorch: processor time of a step and replica, out of whole fits by
/// the trainers that a trial calls.
/// </summary>
internal static class StepSpeed
{
    private const int Batch = 64;
    private const int Replicas = 16;

    private static readonly (string Work, string Kind, string Dropout, double? Goal)[] Steps =
    [
        ("WGAN-GP step (no dropout)", "wgan-gp", "0", 12),
        ("WGAN-GP step (dropout 0.3, as by default)", "wgan-gp", "0.3", 12),
        ("dense GAN step, `dcgan` (dropout 0.3)", "dcgan", "0.3", 12),
        ("dense GAN step, `gan` (dropout 0.3)", "gan", "0.3", 12),
    ];

    /// <summary>Measures all of them.</summary>
    public static void Run(SpeedOptions options, SpeedReport report)
    {
        var table = TitanicTable.Train();
        var columns = table.Features.Columns + 1;
        var rows = TableFile.Write(table);
        var epochs = options.IsQuick ? 5 : 40;
        var costs = new List<string[]>();
        try
        {
            using var torch = PythonProgram.Start(
                [SpeedOptions.Script("torch_steps.py"), rows], "python3-torch libopenblas0-pthread");
            foreach (var (work, kind, dropout, goal) in Steps)
            {
                var (alone, fused) = Measure(work, (kind, dropout, epochs), table, torch, options, report);
                report.Compare(alone, goal, Microseconds);
                report.Compare(fused, goal, Microseconds);
                var operations = StepCost.Operations(kind, columns, Batch);
                foreach (var comparison in new[] { alone, fused })
                    costs.Add([comparison.Work, .. Cost(comparison, operations)]);
            }
        }
        finally
        {
            File.Delete(rows);
        }

        report.Note($"What a step must multiply, and how fast each side does it on one core:");
        report.Header("work", "MFLOP a step", "ours, GFLOP/s", "reference, GFLOP/s");
        costs.ForEach(report.Row);
    }

    /// <summary>Fits so many replicas of <c>wgan-gp</c>, <c>dcgan</c> or <c>gan</c>, in groups of some size.</summary>
    internal static void Fit(
        string kind, PreparedTable table, SettingValues settings, int replicas, int round, GroupSizes sizes)
    {
        var fits = GeneratorTrainers.Find(kind).Fit(
            [
                .. Enumerable.Range(0, replicas).Select(
                    k => new GeneratorFitTask(new StageKey(Digest.Of([(byte)round, (byte)k])), table)),
            ], settings, TrainingContext.Cpu with { GroupSizes = sizes });
        if (fits.FirstOrDefault(fit => fit.Error is not null) is { Error: { } error })
            throw error;
    }

    private static (SpeedComparison Alone, SpeedComparison Fused) Measure(
        string work, (string Kind, string Dropout, int Epochs) step, PreparedTable table, PythonProgram? torch,
        SpeedOptions options, SpeedReport report)
    {
        var (product, fused) = (GroupSizes.Unmeasured, GroupSizes.Fixed(Replicas));
        var settings = SettingValues.Defaults(GeneratorTrainers.Find(step.Kind).Algorithm)
            .With("batch", $"{Batch}").With("dropout", step.Dropout).With("epochs", step.Epochs.ToString(CultureInfo.InvariantCulture));
        var steps = step.Epochs * (table.Labels.Length / Batch);
        double Ours(GroupSizes sizes, int round) =>
            ProcessorTime.Of(() => Fit(step.Kind, table, settings, Replicas, round, sizes)) / steps / Replicas;
        double Theirs() => torch!.Numbers($"{step.Kind} {step.Dropout} {steps}")[0];

        // Not counted: the first fits, while the runtimes still warm up.
        _ = ProcessorTime.Warm(() => Fit(step.Kind, table, settings, 1, 0, product));
        _ = ProcessorTime.Warm(() => Fit(step.Kind, table, settings, 1, 0, fused));
        if (torch is not null)
            _ = Theirs();
        var comparisons = (
            SpeedComparison.Of($"{work}, K as the product chooses"), SpeedComparison.Of($"{work}, K = {Replicas}"));
        for (var round = 1; round <= options.Rounds; round++)
        {
            double? other = torch is null ? null : Theirs();
            comparisons.Item1.Add(Ours(product, round), other);
            comparisons.Item2.Add(Ours(fused, round), other);
            SpeedReport.Progress($"  {work}: round {round}");
        }

        return comparisons;
    }

    private static string[] Cost(SpeedComparison comparison, long operations)
    {
        string Rate(List<double> seconds) =>
            seconds.Count == 0 ? "" : SpeedReport.Text($"{operations / Medians.Of(seconds) / 1e9:0.0}");
        return [SpeedReport.Text($"{operations / 1e6:0.00}"), Rate(comparison.Ours), Rate(comparison.Theirs)];
    }

    private static string Microseconds(double seconds) => SpeedReport.Text($"{seconds * 1e6:0} µs");
}
