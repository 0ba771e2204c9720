using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Costs;

/// <summary>
/// Times single fits. A fit that would take long is cut to fewer iterations and drawn out; a search is timed by some of
/// its candidates.
/// </summary>
internal sealed class FitProbe(CostMeter meter)
{
    /// <summary>A fit beyond this many seconds is cut where it can be.</summary>
    public const double LongestFit = 0.25;

    private const int Candidates = 10;

    /// <summary>What of the last fit is less sure than of others; null: nothing.</summary>
    public string? Note { get; private set; }

    /// <summary>Times a fit of a generator, and gives it, perhaps one that was cut.</summary>
    public (double? Seconds, FittedGenerator? Fitted) Generator(AlgorithmChoice choice, GeneratorFitTask task)
    {
        Note = null;
        FittedGenerator? fitted = null;
        var trainer = GeneratorTrainers.Find(choice.Algorithm.Name);
        var seconds = Cut(choice, (cut, context) =>
            fitted = trainer.Fit([task], cut.Settings, context)[0].Generator ?? fitted);
        return (seconds, fitted);
    }

    /// <summary>Times a fit of a model and its predictions; where it searches, all of the search.</summary>
    public double? Model(AlgorithmChoice choice, ClassifierFitTask task, Matrix test)
    {
        Note = null;
        return ModelSearch.Of(choice) is { } search
            ? Search(choice, search, task, test)
            : Cut(choice, (cut, context) => Fit(cut, task, test, context));
    }

    private static void Fit(AlgorithmChoice choice, ClassifierFitTask task, Matrix test, TrainingContext context)
    {
        foreach (var fit in ClassifierTrainers.Find(choice.Algorithm.Name).Fit([task], choice.Settings, context))
        {
            using var classifier = fit.Classifier;
            _ = classifier?.Predict(test);
        }
    }

    // The mean of candidates that are spread over the search, times the fits that it makes.
    private double? Search(AlgorithmChoice choice, ModelSearch search, ClassifierFitTask task, Matrix test)
    {
        var random = SearchSampler.Create(
            SearchStrategy.Random, search.Space, Math.Min(Candidates, search.Draws), null, ProbeRows.Key("search", 0));
        var (seconds, fits) = (0.0, 0);
        foreach (var proposal in random.Ask(Candidates))
        {
            var settings = search.SettingsOf(choice.Settings, proposal);
            var rows = Math.Max(2, (int)(task.Features.Rows * (search.Folds - 1.0) / search.Folds));
            var (columns, values) = (task.Features.Columns, task.Features.Values);
            var part = new ClassifierFitTask(
                task.Key, new Matrix(rows, columns, values[..(rows * columns)]), task.Labels[..rows], task.ClassCount)
            { Targets = task.Targets?[..rows] };
            if (meter.Seconds(context => Fit(choice with { Settings = settings }, part, test, context)) is not { } one)
                break;
            (seconds, fits) = (seconds + one, fits + 1);
        }

        if (fits == 0)
            return null;
        Note = $"by {fits} of its {search.Draws} candidates";
        return seconds / fits * FitsOf(search);
    }

    // A rung of halving has fewer candidates and as much more of the resource: all rungs cost about the same.
    private static double FitsOf(ModelSearch search)
    {
        var all = ((double)search.Draws * search.Folds) + 1;
        if (search.Strategy != SearchStrategy.SuccessiveHalving)
            return all;
        var rungs = 1 + Math.Floor(Math.Log(search.Draws) / Math.Log(search.Eta));
        return Math.Min(all, rungs * search.Draws * search.Folds / Math.Pow(search.Eta, rungs - 1)) + 1;
    }

    private double? Cut(AlgorithmChoice choice, Action<AlgorithmChoice, TrainingContext> fit)
    {
        if (!Iterations.AreFixed(choice) || Iterations.Of(choice) is not (> 8 and var all))
            return meter.Seconds(context => fit(choice, context));
        var (few, more) = (1, 3);
        if (Timed(few) is not { } brief || Timed(more) is not { } longer)
            return null;
        double DrawnOut() => longer + Math.Max(0, longer - brief) / (more - few) * (all - more);
        if (DrawnOut() <= LongestFit)
            return Timed(all) ?? DrawnOut();
        var afford = (int)Math.Clamp(all * LongestFit / DrawnOut(), more, all);
        if (afford > 2 * more && Timed(afford) is { } longest)
            (brief, longer, few, more) = (longer, longest, more, afford);
        Note = $"by {more} of {all} iterations";
        return DrawnOut();

        double? Timed(int iterations) =>
            meter.Seconds(context => fit(Iterations.With(choice, iterations), context));
    }
}
