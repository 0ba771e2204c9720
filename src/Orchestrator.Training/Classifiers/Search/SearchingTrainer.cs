using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;

namespace Orchestrator.Training.Classifiers.Search;

/// <summary>
/// A trainer that first chooses settings where its own settings say so: candidates are scored by cross-validation on
/// the training rows of the task, and the best is fitted on all of them. Every fit's randomness follows from the
/// trial's key, the candidate and the fold; the last fit has the trial's key itself. Where networks fuse, the
/// candidates and folds of all tasks train together.
/// </summary>
internal sealed class SearchingTrainer(ClassifierTrainer inner) : ClassifierTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => inner.Algorithm;

    /// <inheritdoc/>
    public override void RequireLibraries() => inner.RequireLibraries();

    /// <inheritdoc/>
    public override IEnumerable<ClassifierFit> Fit(
        IReadOnlyList<ClassifierFitTask> tasks, SettingValues settings, TrainingContext context) =>
        ModelSearch.Of(new AlgorithmChoice(Algorithm, settings)) is { } search
            ? Search(tasks, search, settings, context)
            : inner.Fit(tasks, settings, context);

    /// <inheritdoc/>
    internal override bool FusesIn(TrainingContext context) => inner.FusesIn(context);

    private IEnumerable<ClassifierFit> Search(
        IReadOnlyList<ClassifierFitTask> tasks, ModelSearch search, SettingValues settings, TrainingContext context)
    {
        // Where nothing fuses, one trial after the other: its result is there before the next one begins.
        var together = inner.FusesIn(context) ? tasks.Count : 1;
        var progress = new SearchProgress(context.Epochs, tasks.Count * ((search.Draws * search.Folds) + 1));
        foreach (var places in Enumerable.Range(0, tasks.Count).Chunk(Math.Max(1, together)))
        {
            var searches = new List<TrialSearch>();
            foreach (var place in places)
            {
                if (Start(place, tasks[place], search, settings, out var started) is { } refused)
                    yield return refused;
                else
                    searches.Add(started!);
            }

            foreach (var fit in Carry(searches, progress, context))
                yield return fit;
        }
    }

    private static ClassifierFit? Start(
        int place, ClassifierFitTask task, ModelSearch search, SettingValues settings, out TrialSearch? started)
    {
        started = null;
        try
        {
            started = new TrialSearch(place, task, search, settings);
            return null;
        }
        catch (TrainingException error)
        {
            return new ClassifierFit(place, null, 0) { Error = error };
        }
    }

    private IEnumerable<ClassifierFit> Carry(
        List<TrialSearch> searches, SearchProgress progress, TrainingContext context)
    {
        var quiet = context with { Epochs = null };
        var start = context.Time.GetTimestamp();
        var going = searches;
        while (going.Count > 0)
            going = Generation(going, progress, quiet);
        foreach (var failed in searches.Where(search => search.Chosen is null))
            yield return new ClassifierFit(failed.Place, null, 0) { Error = failed.Failure() };

        // What has been spent so far was spent on all alike.
        var chosen = searches.Where(search => search.Chosen is not null).ToList();
        var searching = context.Time.GetElapsedTime(start).TotalSeconds / Math.Max(1, searches.Count);
        foreach (var fit in inner.FitEach([.. chosen.Select(search => (search.Task, search.Chosen!))], quiet))
        {
            progress.FitEnded();
            yield return Finished(chosen[fit.Task], fit, searching);
        }
    }

    /// <summary>One generation of every search; returns those that were not over.</summary>
    private List<TrialSearch> Generation(
        List<TrialSearch> searches, SearchProgress progress, TrainingContext context)
    {
        var fits = new List<(ClassifierFitTask Work, SettingValues Settings)>();
        var owners = new List<(TrialSearch Search, int Place)>();
        var going = new List<TrialSearch>();
        foreach (var search in searches)
        {
            var next = search.Next().ToList();
            if (next.Count == 0)
                continue;
            going.Add(search);
            fits.AddRange(next);
            owners.AddRange(next.Select((_, place) => (search, place)));
        }

        foreach (var fit in inner.FitEach(fits, context))
        {
            using var classifier = fit.Classifier;
            var (search, place) = owners[fit.Task];
            search.Ended(place, fit);
            progress.FitEnded();
        }

        foreach (var search in going)
            search.EndGeneration();
        return going;
    }

    private static ClassifierFit Finished(TrialSearch search, ClassifierFit fit, double searching)
    {
        var finished = fit with { Task = search.Place, FitSeconds = searching + fit.FitSeconds };
        if (fit.Error is null)
            return finished with { Search = search.Record() };
        var chosen = search.Record().Chosen;
        var message = $"The chosen settings ({chosen}) could not be fitted on all training rows: {fit.Error.Message}";
        return finished with { Error = new TrainingException(message, fit.Error) };
    }
}
