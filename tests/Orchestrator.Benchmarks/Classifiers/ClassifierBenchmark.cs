using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Costs;

namespace Orchestrator.Benchmarks.Classifiers;

/// <summary>
/// Fit and predict of every model beside scikit-learn's on passenger-like matrices (11 columns), one thread each,
/// taking turns: medians and least CPU times of the thread, which other programs on the machine disturb little, with
/// their ratios.
/// </summary>
public static class ClassifierBenchmark
{
    private const int Warmups = 3;
    internal static readonly int[] TrainingRows = [314, 1047, 3141];
    internal static readonly string[] Models = ["logreg", "svc", "random-forest", "decision-tree", "knn", "gaussian-nb"];

    /// <summary>Runs it. The first argument is the number of rounds (default 7), further ones the models.</summary>
    public static int Run(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0]) : 7;
        var models = args.Length > 1 ? args[1..] : Models;
        using var reference = ScikitLearn.Start();
        Console.WriteLine("CPU milliseconds, fit and predict         ours        scikit-learn           ratio");
        Console.WriteLine(
            $"{"model",-15}{"rows",6}{"median",10}{"least",10}{"median",10}{"least",10}{"median",8}{"least",8}");
        foreach (var rows in TrainingRows)
        {
            var table = new PassengerTable(rows, testRows: 262);
            reference?.Load(table);
            foreach (var model in models)
                Compare(model, table, rounds, reference);
        }

        if (reference is null)
            Console.WriteLine("There is no python3 with scikit-learn here: only our side was measured.");
        return 0;
    }

    private static void Compare(string model, PassengerTable table, int rounds, ScikitLearn? reference)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = -Warmups; round < rounds; round++)
        {
            var our = Ours(model, table, round);
            var their = reference?.Measure(model, Math.Abs(round)) ?? double.NaN;
            if (round < 0)
                continue;
            ours.Add(our);
            theirs.Add(their);
        }

        var (a, b) = (Medians.Of(ours), Medians.Of(theirs));
        var (c, d) = (ours.Min(), theirs.Min());
        Console.WriteLine(
            $"{model,-15}{table.Train.Rows,6}{a,10:F3}{c,10:F3}{b,10:F3}{d,10:F3}{b / a,8:F1}{d / c,8:F1}");
    }

    /// <summary>One fit and prediction, as a trial calls them.</summary>
    internal static void FitAndPredict(string model, PassengerTable table, int round)
    {
        var trainer = ClassifierTrainers.Find(model);
        var settings = SettingValues.Defaults(trainer.Algorithm);
        var key = new TrialKey(Digest.Of(BitConverter.GetBytes(round)));
        foreach (var fit in trainer.Fit(
            [new ClassifierFitTask(key, table.Train, table.TrainLabels, 2)], settings, TrainingContext.Cpu))
        {
            using var classifier = fit.Classifier!;
            _ = classifier.Predict(table.Test);
        }
    }

    private static double Ours(string model, PassengerTable table, int round)
    {
        var clock = new ThreadClock("cpu", TimeProvider.System);
        var start = clock.Now();
        FitAndPredict(model, table, round);
        return (clock.Now() - start) * 1e3;
    }
}
