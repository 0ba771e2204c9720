using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Benchmarks.Search;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Speed;

/// <summary>
/// The published network on the training part of titanic beside the reference program's: processor time a fit, and an
/// epoch, since early stopping leaves each fit another number of epochs.
/// </summary>
internal static class NetworkSpeed
{
    /// <summary>Measures it.</summary>
    public static void Run(SpeedOptions options, SpeedReport report)
    {
        var table = TitanicTable.Train();
        var rows = TableFile.Write(table);
        var (ours, theirs) = options.IsQuick ? (4, 1) : (20, 4);
        try
        {
            using var torch = PythonProgram.Start(
                [SpeedOptions.Script("network_fits.py"), options.Reference, rows],
                "python3-torch python3-sklearn python3-pandas libopenblas0-pthread");

            // Not counted: the first fits, while the runtimes still warm up.
            _ = ProcessorTime.Warm(() => Ours(table, 1, 0));
            if (torch is not null)
                _ = Theirs(torch, 1, 0);
            var (fits, epochs) = (
                SpeedComparison.Of($"`mlp`, published network, a fit of {table.Labels.Length} × {table.Features.Columns}"),
                SpeedComparison.Of("the same, an epoch"));
            for (var round = 1; round <= options.Rounds; round++)
            {
                var mine = Ours(table, ours, round);
                var other = torch is null ? default((double Fit, double Epoch)?) : Theirs(torch, theirs, round);
                fits.Add(mine.Fit, other?.Fit);
                epochs.Add(mine.Epoch, other?.Epoch);
                SpeedReport.Progress($"  mlp: round {round}, {mine.Fit / mine.Epoch:0} and {other?.Fit / other?.Epoch:0} epochs a fit");
            }

            report.Compare(fits, 15, Milliseconds);
            report.Compare(epochs, 15, Milliseconds);
        }
        finally
        {
            File.Delete(rows);
        }
    }

    /// <summary>Processor milliseconds for people.</summary>
    internal static string Milliseconds(double seconds) => SpeedReport.Text($"{seconds * 1e3:0.00} ms");

    private static (double Fit, double Epoch) Ours(PreparedTable table, int count, int round)
    {
        var epochs = 0;
        var trainer = ClassifierTrainers.Find("mlp");
        var settings = SettingValues.Defaults(trainer.Algorithm);
        var seconds = ProcessorTime.Of(() =>
        {
            var tasks = Enumerable.Range(0, count).Select(k => new ClassifierFitTask(
                new TrialKey(Digest.Of([(byte)round, (byte)k])), table.Features, table.Labels, table.ClassCount)).ToList();
            foreach (var fit in trainer.Fit(tasks, settings, TrainingContext.Cpu))
            {
                epochs += fit.Record!.Epochs;
                fit.Classifier!.Dispose();
            }
        });
        return (seconds / count, seconds / epochs);
    }

    private static (double Fit, double Epoch) Theirs(PythonProgram torch, int count, int round)
    {
        var fits = Enumerable.Range(0, count).Select(k => torch.Numbers($"{round * count + k}")).ToList();
        return (fits.Average(fit => fit[0]), fits.Sum(fit => fit[0]) / fits.Sum(fit => fit[1]));
    }
}
